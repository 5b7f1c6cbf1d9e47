import Domain

extension Transaction {
    public var refreshTokens: RefreshTokens { RefreshTokens(transaction: self) }
}

/// What applications get new tokens with: table `refresh_token`. Of a grant one is unused.
public struct RefreshTokens {
    public typealias Digest = OpaqueTokenDigest<RefreshTokenKind>

    let transaction: Transaction

    /// - Parameter previous: the one that was used to get it.
    public func add(_ token: Digest, of grant: GrantID, previous: Digest? = nil) throws {
        try transaction.run(
            """
            INSERT INTO refresh_token (digest, grant_id, previous_digest, made_at)
            VALUES (\(token), \(grant), \(previous), \(transaction.now))
            """)
    }

    public func find(_ token: Digest) throws -> StoredRefreshToken? {
        try transaction.row(
            "SELECT grant_id, made_at, used_at, taken_back_at FROM refresh_token WHERE digest = \(token)"
        ).map {
            StoredRefreshToken(
                grantID: try $0.identifier("grant_id"), madeAt: try $0.time("made_at"),
                usedAt: try $0.optionalTime("used_at"), isTakenBack: try !$0.isNull("taken_back_at"))
        }
    }

    /// Uses it: the statement decides who was first. - Returns: false when it was used before.
    public func use(_ token: Digest) throws -> Bool {
        try transaction.changes(
            """
            UPDATE refresh_token SET used_at = \(transaction.now) WHERE digest = \(token) AND used_at IS NULL
                AND taken_back_at IS NULL
            RETURNING digest
            """)
    }

    /// Takes back what this one was used to get, if nobody has used that. It stays known: whoever comes with it has no right to it.
    /// - Returns: false when somebody has: then the token is used for good.
    public func takeBackSuccessor(of token: Digest, in grant: GrantID) throws -> Bool {
        try transaction.changes(
            """
            UPDATE refresh_token SET taken_back_at = \(transaction.now)
            WHERE grant_id = \(grant) AND previous_digest = \(token) AND used_at IS NULL AND taken_back_at IS NULL
            RETURNING digest
            """)
    }
}

public struct StoredRefreshToken: Sendable {
    public var grantID: GrantID
    public var madeAt: Timestamp
    public var usedAt: Timestamp?
    /// The answer that held it was lost, and asked for again.
    public var isTakenBack: Bool
}
