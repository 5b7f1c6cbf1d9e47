import Domain

extension Transaction {
    public var signIns: SignIns { SignIns(transaction: self) }
}

/// Sign-ins under way, and for seconds those just completed: table `sign_in`.
public struct SignIns {
    /// How long the second click on the same is answered like the first.
    public static let repeatWindow = Span.seconds(10)

    let transaction: Transaction

    public func add(_ token: TokenDigest, user: UserID, proven: AuthenticationMethods) throws {
        try transaction.run(
            """
            INSERT INTO sign_in (token_digest, user_id, salt, started_at, methods)
            VALUES (\(token), \(user), \(transaction.random.bytes(16)), \(transaction.now), \(proven.text))
            """)
    }

    /// The sign-in of a token, of an active user, while it may be continued or repeated.
    public func find(_ token: TokenDigest) throws -> SignIn? {
        try transaction.row(
            """
            SELECT token_digest, salt, started_at, methods, completed_by, completed_key_id, \(Users.columns)
            FROM sign_in JOIN user_account ON user_account.id = sign_in.user_id
            WHERE token_digest = \(token) AND inactive_since IS NULL
                AND started_at > \(transaction.now) - \(SecurityPolicies.secondStep) AND started_at <= \(transaction.latest)
                AND (completed_at IS NULL OR completed_at > \(transaction.now - Self.repeatWindow)
                    AND completed_at <= \(transaction.now + Self.repeatWindow))
            """
        ).map(SignIn.init)
    }

    /// - Parameter typed: what completed it, to know it again.
    /// - Returns: false when it was completed already, or is gone.
    public func complete(_ token: TokenDigest, proven: AuthenticationMethods, by typed: String) throws -> Bool {
        let digest = try transaction.keyring().digest(of: typed, at: place(of: token))
        return try transaction.changes(
            """
            UPDATE sign_in SET completed_at = \(transaction.now), completed_by = \(digest.bytes),
                completed_key_id = \(digest.keyID), methods = \(proven.text)
            WHERE token_digest = \(token) AND completed_at IS NULL RETURNING user_id
            """)
    }

    /// Whether this is what completed the sign-in.
    public func isRepetition(_ typed: String, of signIn: SignIn, for attempt: Attempt) throws -> Bool {
        guard let completedBy = signIn.completedBy else { return false }
        return try transaction.keyring().digest(of: typed, at: place(of: signIn.token), under: completedBy.keyID)
            == completedBy
    }

    private func place(of token: TokenDigest) -> SealedPlace {
        SealedPlace(table: "sign_in", column: "completed_by", row: Base64URL.encode(token.bytes))
    }

    /// Gives up one that is not completed.
    public func delete(_ token: TokenDigest) throws -> Bool {
        try transaction.changes(
            "DELETE FROM sign_in WHERE token_digest = \(token) AND completed_at IS NULL RETURNING user_id")
    }

    /// Answers no second click any more.
    public func close(_ token: TokenDigest) throws {
        try transaction.run("DELETE FROM sign_in WHERE token_digest = \(token)")
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
            startedAt: try row.time("started_at"), proven: try row.methods("methods"),
            completedBy: try row.isNull("completed_by")
                ? nil : TypedDigest(keyID: row.text("completed_key_id"), bytes: row.bytes("completed_by")))
    }
}
