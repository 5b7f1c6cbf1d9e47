import Domain

extension Transaction {
    public var sessions: Sessions { Sessions(transaction: self) }
}

/// Signed-in browsers: table `session`. An ended session has no row.
public struct Sessions {
    let transaction: Transaction

    public func add(_ session: Session, token: TokenDigest) throws {
        try transaction.run(
            """
            INSERT INTO session (id, token_digest, user_id, started_at, last_used_at, proven_at, methods, address,
                browser, language, previous_sign_in_at)
            VALUES (\(session.id), \(token), \(session.userID), \(session.startedAt), \(session.lastUsedAt),
                \(session.provenAt), \(session.methods.text), \(session.address), \(session.browser),
                \(session.language.rawValue), \(session.previousSignInAt))
            """)
    }

    /// The session of a token with its active user and the limits of this moment. Whether its time is over, the caller decides by them.
    /// - Throws: `SecurityPolicies.Missing` where there are no limits: a session that nobody can judge is not one that has ended.
    public func find(_ token: TokenDigest) throws -> SignedIn? {
        try transaction.row(
            """
            SELECT session.id AS session_id, token_digest, user_id, started_at, last_used_at, proven_at, methods, address, browser,
                session.language AS session_language, previous_sign_in_at, \(Users.columns),
                \(Authenticators.exist(for: "session.user_id")) AS has_two_factor, \(SecurityPolicies.sessionColumns)
            FROM session JOIN user_account ON user_account.id = session.user_id LEFT JOIN security_policy ON security_policy.id = 1
            WHERE token_digest = \(token) AND inactive_since IS NULL
            """
        ).map(SignedIn.init)
    }

    public func list(of user: UserID) throws -> [Session] {
        try transaction.rows(
            """
            SELECT id AS session_id, user_id, started_at, last_used_at, proven_at, methods, address, browser,
                language AS session_language, previous_sign_in_at
            FROM session WHERE user_id = \(user) ORDER BY last_used_at DESC, id DESC
            """
        ).map(Session.init)
    }

    public func recordUse(of id: SessionID) throws {
        try transaction.run("UPDATE session SET last_used_at = \(transaction.now) WHERE id = \(id)")
    }

    public func setLanguage(_ language: Language, of id: SessionID) throws {
        try transaction.run("UPDATE session SET language = \(language.rawValue) WHERE id = \(id)")
    }

    /// Gives the session a new token; the old one is dead.
    public func rotate(
        _ id: SessionID, to token: TokenDigest, methods: AuthenticationMethods, provenAt: Timestamp
    ) throws {
        try transaction.run(
            """
            UPDATE session SET token_digest = \(token), methods = \(methods.text), proven_at = \(provenAt),
                last_used_at = \(transaction.now)
            WHERE id = \(id)
            """)
    }

    /// - Returns: false when this user has no such session.
    public func end(_ id: SessionID, of user: UserID) throws -> Bool {
        try transaction.changes("DELETE FROM session WHERE id = \(id) AND user_id = \(user) RETURNING id")
    }

    /// - Returns: how many there were.
    @discardableResult
    public func endOthers(than id: SessionID, of user: UserID) throws -> Int {
        try transaction.rows("DELETE FROM session WHERE user_id = \(user) AND id <> \(id) RETURNING id").count
    }

    public func endAll(of user: UserID) throws {
        try transaction.run("DELETE FROM session WHERE user_id = \(user)")
    }

    /// Clears away what is over in any case. Nothing depends on it: every use checks the limits.
    public func deleteStarted(before time: Timestamp) throws {
        try transaction.run("DELETE FROM session WHERE started_at < \(time)")
    }
}

extension Session {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.identifier("session_id"), userID: try row.identifier("user_id"),
            startedAt: try row.time("started_at"), lastUsedAt: try row.time("last_used_at"),
            provenAt: try row.time("proven_at"), methods: try row.methods("methods"),
            address: try row.text("address"), browser: try row.text("browser"),
            language: try row.word("session_language"),
            previousSignInAt: try row.optionalTime("previous_sign_in_at"))
    }
}

extension SignedIn {
    fileprivate init(_ row: Row) throws {
        guard try !row.isNull("idle_seconds") else { throw SecurityPolicies.Missing() }
        self.init(
            session: try Session(row), user: try User(row), hasTwoFactor: try row.integer("has_two_factor") != 0,
            token: TokenDigest(bytes: try row.bytes("token_digest")), limits: try SessionLimits(row))
    }
}
