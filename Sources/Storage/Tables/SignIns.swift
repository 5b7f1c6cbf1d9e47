import Domain

extension Transaction {
    public var signIns: SignIns { SignIns(transaction: self) }
}

/// Sign-ins between the first and the second step: table `sign_in`.
public struct SignIns {
    /// How long the second click on the same code is answered like the first.
    public static let repeatWindow = Span.seconds(10)

    let transaction: Transaction

    public func add(_ token: TokenDigest, user: UserID) throws {
        try transaction.run(
            """
            INSERT INTO sign_in (token_digest, user_id, salt, started_at)
            VALUES (\(token), \(user), \(transaction.random.bytes(16)), \(transaction.now))
            """)
    }

    /// The sign-in of a token, of an active user, while it may be continued or repeated.
    public func find(_ token: TokenDigest) throws -> SignIn? {
        try transaction.row(
            """
            SELECT token_digest, salt, started_at, completed_at, completed_step, \(Users.columns)
            FROM sign_in JOIN user_account ON user_account.id = sign_in.user_id
            WHERE token_digest = \(token) AND inactive_since IS NULL
                AND started_at > \(transaction.now - SessionLimits.secondStep) AND started_at <= \(transaction.latest)
                AND (completed_at IS NULL OR completed_at > \(transaction.now - Self.repeatWindow)
                    AND completed_at <= \(transaction.now + Self.repeatWindow))
            """
        ).map(SignIn.init)
    }

    /// - Returns: false when it was completed already, or is gone.
    public func complete(_ token: TokenDigest, step: Int64) throws -> Bool {
        try transaction.changes(
            """
            UPDATE sign_in SET completed_at = \(transaction.now), completed_step = \(step)
            WHERE token_digest = \(token) AND completed_at IS NULL RETURNING user_id
            """)
    }

    public func delete(_ token: TokenDigest) throws -> Bool {
        try transaction.changes(
            "DELETE FROM sign_in WHERE token_digest = \(token) AND completed_at IS NULL RETURNING user_id")
    }

    public func deleteAll(of user: UserID) throws {
        try transaction.run("DELETE FROM sign_in WHERE user_id = \(user)")
    }

    public func deleteStarted(before time: Timestamp) throws {
        try transaction.run("DELETE FROM sign_in WHERE started_at < \(time)")
    }
}

extension SignIn {
    fileprivate init(_ row: Row) throws {
        self.init(
            token: TokenDigest(bytes: try row.bytes("token_digest")), user: try User(row), salt: try row.bytes("salt"),
            startedAt: try row.time("started_at"),
            completion: try row.optionalTime("completed_at").map { (try row.integer("completed_step"), $0) })
    }
}
