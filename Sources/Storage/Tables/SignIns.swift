import Domain

extension Transaction {
    public var signIns: SignIns { SignIns(transaction: self) }
}

/// Sign-ins under way, and for seconds those just completed: table `sign_in`, with the proofs given in `sign_in_proof`.
public struct SignIns {
    /// How long the second click on the same is answered like the first.
    public static let repeatWindow = Span.seconds(10)

    let transaction: Transaction

    /// - Parameter proof: what it begins with.
    public func add(_ token: TokenDigest, user: UserID, proof: Proof) throws {
        try transaction.run(
            """
            INSERT INTO sign_in (token_digest, user_id, salt, started_at)
            VALUES (\(token), \(user), \(transaction.random.bytes(16)), \(transaction.now))
            """)
        try add(proof, to: token)
    }

    private func add(_ proof: Proof, to token: TokenDigest) throws {
        try transaction.run(
            """
            INSERT INTO sign_in_proof (token_digest, proof, given_at)
            VALUES (\(token), \(proof.rawValue), \(transaction.now))
            """)
    }

    /// The sign-in of a token, of an active user, while it may be continued or repeated.
    public func find(_ token: TokenDigest) throws -> SignIn? {
        let rows = try transaction.rows(
            """
            SELECT sign_in.token_digest, salt, started_at, proof, completed_by, completed_key_id, \(Users.columns)
            FROM sign_in JOIN user_account ON user_account.id = sign_in.user_id
                JOIN sign_in_proof ON sign_in_proof.token_digest = sign_in.token_digest
            WHERE sign_in.token_digest = \(token) AND inactive_since IS NULL
                AND started_at > \(transaction.now) - \(SecurityPolicies.secondStep) AND started_at <= \(transaction.latest)
                AND (completed_at IS NULL OR completed_at > \(transaction.now - Self.repeatWindow)
                    AND completed_at <= \(transaction.now + Self.repeatWindow))
            """)
        let proven = Set(try rows.map { try $0.word("proof") as Proof })
        return try rows.first.map { try SignIn($0, proven: proven) }
    }

    /// - Parameters:
    ///   - proof: the last that was missing.
    ///   - typed: what gave it, to know it again.
    /// - Returns: false when it was completed already, or is gone.
    public func complete(_ token: TokenDigest, with proof: Proof, by typed: String) throws -> Bool {
        let digest = try transaction.keyring().digest(of: typed, at: place(of: token))
        let isCompleted = try transaction.changes(
            """
            UPDATE sign_in SET completed_at = \(transaction.now), completed_by = \(digest.bytes),
                completed_key_id = \(digest.keyID)
            WHERE token_digest = \(token) AND completed_at IS NULL RETURNING user_id
            """)
        if isCompleted { try add(proof, to: token) }
        return isCompleted
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
    fileprivate init(_ row: Row, proven: Set<Proof>) throws {
        self.init(
            token: TokenDigest(bytes: try row.bytes("token_digest")), user: try User(row), salt: try row.bytes("salt"),
            startedAt: try row.time("started_at"), proven: proven,
            completedBy: try row.isNull("completed_by")
                ? nil : TypedDigest(keyID: row.text("completed_key_id"), bytes: row.bytes("completed_by")))
    }
}
