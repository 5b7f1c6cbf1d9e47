import Domain

extension Transaction {
    public var knownBrowsers: KnownBrowsers { KnownBrowsers(transaction: self) }
}

/// Which browsers have signed which user in before: table `known_browser`. It is no factor and replaces none.
///
/// Each value belongs to one user and one browser, and is renewed at each sign-in: a copy of it is worth nothing after the next one.
public struct KnownBrowsers {
    /// A user's browsers: hot desks are many, an attacker's not endless.
    public static let largestNumber = 50

    let transaction: Transaction

    /// The one of the offered values by which a user of this name is known.
    public func find(_ offered: [TokenDigest], for name: UserName) throws -> KnownBrowser? {
        guard !offered.isEmpty else { return nil }
        return try transaction.row(
            """
            SELECT user_id, token_digest, address FROM known_browser
            JOIN user_account ON user_account.id = known_browser.user_id
            WHERE \(transaction.users.hasName(name)) AND \(isOneOf(offered)) LIMIT 1
            """
        ).map(KnownBrowser.init)
    }

    /// The one of the offered values by which this user is known.
    public func find(_ offered: [TokenDigest], for user: UserID) throws -> KnownBrowser? {
        guard !offered.isEmpty else { return nil }
        return try transaction.row(
            """
            SELECT user_id, token_digest, address FROM known_browser
            WHERE user_id = \(user) AND \(isOneOf(offered)) LIMIT 1
            """
        ).map(KnownBrowser.init)
    }

    /// Remembers a browser under a new value, and forgets all but the last used ones of this user.
    /// - Parameter old: the value it had for this user, which is worth nothing from now on.
    public func remember(
        _ browser: TokenDigest, replacing old: TokenDigest?, for user: UserID, at address: String
    ) throws {
        if let old {
            try transaction.run("DELETE FROM known_browser WHERE user_id = \(user) AND token_digest = \(old)")
        }
        try transaction.run(
            """
            INSERT INTO known_browser (user_id, token_digest, last_sign_in_at, address)
            VALUES (\(user), \(browser), \(transaction.now), \(address))
            """)
        try transaction.run(
            """
            DELETE FROM known_browser WHERE user_id = \(user) AND last_sign_in_at < (
                SELECT last_sign_in_at FROM known_browser
                WHERE user_id = \(user) AND last_sign_in_at <= \(transaction.latest)
                ORDER BY last_sign_in_at DESC LIMIT 1 OFFSET \(Self.largestNumber - 1))
            """)
    }

    /// Every browser of a user is a stranger's from now on, but for one.
    public func deleteAll(of user: UserID, but kept: TokenDigest? = nil) throws {
        try transaction.run(
            "DELETE FROM known_browser WHERE user_id = \(user) AND token_digest <> \(kept?.bytes ?? [])")
    }

    public func deleteUnused(since time: Timestamp) throws {
        try transaction.run("DELETE FROM known_browser WHERE last_sign_in_at < \(time)")
    }

    private func isOneOf(_ offered: [TokenDigest]) -> SQL {
        let values = offered.dropFirst().reduce("\(offered[0])" as SQL) { $0 + ", \($1)" }
        return """
            token_digest IN (\(values)) AND known_browser.last_sign_in_at > \(transaction.now) - \(SecurityPolicies.browserMemory)
                AND known_browser.last_sign_in_at <= \(transaction.latest)
            """
    }
}

extension KnownBrowser {
    fileprivate init(_ row: Row) throws {
        self.init(
            userID: try row.identifier("user_id"), digest: TokenDigest(bytes: try row.bytes("token_digest")),
            address: try row.text("address"))
    }
}
