import Domain

extension Transaction {
    public var setup: Setup { Setup(transaction: self) }
}

/// The making of the first administrator: table `setup`, one row, closed for good when it is done.
public struct Setup {
    public static let linkLifetime = Span.minutes(60)

    let transaction: Transaction

    /// Replaces an earlier link. - Returns: false when set-up is closed.
    public func issueLink(_ digest: TokenDigest) throws -> Bool {
        try transaction.changes(
            """
            UPDATE setup SET token_digest = \(digest), expires_at = \(transaction.now + Self.linkLifetime)
            WHERE closed_at IS NULL RETURNING id
            """)
    }

    public func isValid(_ digest: TokenDigest) throws -> Bool {
        try transaction.row(
            """
            SELECT id FROM setup
            WHERE closed_at IS NULL AND token_digest = \(digest) AND \(isAlive)
            """) != nil
    }

    /// Uses the link up and closes set-up for good. - Returns: false when somebody else did, or the link does not hold.
    public func close(_ digest: TokenDigest) throws -> Bool {
        try transaction.changes(
            """
            UPDATE setup SET token_digest = NULL, expires_at = NULL, closed_at = \(transaction.now)
            WHERE closed_at IS NULL AND token_digest = \(digest) AND \(isAlive) RETURNING id
            """)
    }

    private var isAlive: SQL {
        "expires_at > \(transaction.now) AND expires_at <= \(transaction.latest + Self.linkLifetime)"
    }
}
