import Domain

extension Transaction {
    public var knownBrowsers: KnownBrowsers { KnownBrowsers(transaction: self) }
}

/// Which browsers have signed which user in before: table `known_browser`. It is no factor and replaces none.
public struct KnownBrowsers {
    public static let memory = Span.days(365)

    /// A user's browsers: hot desks are many, an attacker's not endless.
    public static let largestNumber = 50

    let transaction: Transaction

    public func contains(_ browser: TokenDigest, for user: UserID) throws -> Bool {
        try transaction.row(query(browser, of: "\(user)")) != nil
    }

    /// One row when this browser is known.
    /// - Parameter user: an id, or the column it stands in.
    func query(_ browser: TokenDigest, of user: SQL) -> SQL {
        """
        SELECT user_id FROM known_browser WHERE known_browser.user_id = \(user) AND token_digest = \(browser)
            AND known_browser.last_sign_in_at > \(transaction.now - Self.memory)
        """
    }

    /// Remembers it, and forgets all but the last used ones of this user.
    public func remember(_ browser: TokenDigest, for user: UserID) throws {
        try transaction.run(
            """
            INSERT INTO known_browser (user_id, token_digest, last_sign_in_at)
            VALUES (\(user), \(browser), \(transaction.now))
            ON CONFLICT (user_id, token_digest) DO UPDATE SET last_sign_in_at = excluded.last_sign_in_at
            """)
        try transaction.run(
            """
            DELETE FROM known_browser WHERE user_id = \(user) AND last_sign_in_at < (
                SELECT last_sign_in_at FROM known_browser WHERE user_id = \(user)
                ORDER BY last_sign_in_at DESC LIMIT 1 OFFSET \(Self.largestNumber - 1))
            """)
    }

    public func deleteUnused(since time: Timestamp) throws {
        try transaction.run("DELETE FROM known_browser WHERE last_sign_in_at < \(time)")
    }
}
