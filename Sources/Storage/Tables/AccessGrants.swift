import Domain

extension Transaction {
    public var accessGrants: AccessGrants { AccessGrants(transaction: self) }
}

/// What was given to applications: table `access_grant`. One that has ended has no row.
public struct AccessGrants {
    let transaction: Transaction

    public func add(_ grant: AccessGrant) throws {
        let subject = grant.subject
        try transaction.run(
            """
            INSERT INTO access_grant (id, application_id, user_id, session_id, scopes, methods, proven_at, nonce, sid, address,
                user_info_claims, id_token_claims, made_at, ends_at)
            VALUES (\(grant.id), \(grant.applicationID), \(subject?.userID), \(subject?.sessionID),
                \(grant.scopes.words), \(subject?.methods.text ?? ""), \(subject?.provenAt), \(subject?.nonce),
                \(subject?.sid), \(subject?.address), \(grant.claims.userInfo.words), \(grant.claims.idToken.words), \(grant.madeAt),
                \(grant.endsAt))
            """)
    }

    /// One that has not ended. Whether its session, user and application still allow it, the caller asks.
    public func find(_ id: GrantID) throws -> AccessGrant? {
        try transaction.row(
            "SELECT \(Self.columns) FROM access_grant WHERE id = \(id) AND ends_at > \(transaction.now)"
        ).map(AccessGrant.init)
    }

    /// The application may not ask for some of it any more.
    public func narrow(_ id: GrantID, to claims: RequestedClaims) throws {
        try transaction.run(
            """
            UPDATE access_grant SET user_info_claims = \(claims.userInfo.words), id_token_claims = \(claims.idToken.words)
            WHERE id = \(id)
            """)
    }

    /// - Returns: false when it has ended already.
    @discardableResult
    public func end(_ id: GrantID) throws -> Bool {
        try transaction.changes("DELETE FROM access_grant WHERE id = \(id) RETURNING id")
    }

    /// All that a user has given, what hangs on a session included.
    public func endAll(of user: UserID) throws {
        try transaction.run("DELETE FROM access_grant WHERE user_id = \(user)")
    }

    /// All but what hangs on this session.
    public func endOthers(than session: SessionID, of user: UserID) throws {
        try transaction.run(
            """
            DELETE FROM access_grant WHERE user_id = \(user) AND (session_id IS NULL OR session_id <> \(session))
            """)
    }

    /// - Returns: false where there were none.
    public func endAll(of user: UserID, for application: ApplicationID) throws -> Bool {
        try transaction.changes(
            "DELETE FROM access_grant WHERE user_id = \(user) AND application_id = \(application) RETURNING id")
    }

    public func endAll(of application: ApplicationID) throws {
        try transaction.run("DELETE FROM access_grant WHERE application_id = \(application)")
    }

    public func deleteEnded(before time: Timestamp) throws {
        try transaction.run("DELETE FROM access_grant WHERE ends_at < \(time)")
    }

    static let columns: SQL = """
        id, application_id, user_id, session_id, scopes, methods, proven_at, nonce, sid, address, user_info_claims,
        id_token_claims, made_at, ends_at
        """
}

extension AccessGrant {
    init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), applicationID: try row.identifier("application_id"),
            scopes: try row.scopes("scopes"),
            claims: RequestedClaims(
                userInfo: try row.words("user_info_claims"), idToken: try row.words("id_token_claims")),
            subject: try Subject(row), madeAt: try row.time("made_at"), endsAt: try row.time("ends_at"))
    }
}

extension AccessGrant.Subject {
    fileprivate init?(_ row: Row) throws {
        if try row.isNull("user_id") { return nil }
        self.init(
            userID: try row.identifier("user_id"), sessionID: try row.optionalIdentifier("session_id"),
            methods: try row.methods("methods"), provenAt: try row.time("proven_at"),
            nonce: try row.optionalText("nonce"), sid: try row.text("sid"), address: try row.text("address"))
    }
}
