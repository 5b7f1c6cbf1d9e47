import Domain

extension Transaction {
    public var accessTokens: AccessTokens { AccessTokens(transaction: self) }
}

/// What applications ask with: table `access_token`.
public struct AccessTokens {
    let transaction: Transaction

    public func add(
        _ token: OpaqueTokenDigest<AccessTokenKind>, of grant: GrantID, scopes: [Scope], endsAt: Timestamp
    ) throws {
        try transaction.run(
            """
            INSERT INTO access_token (digest, grant_id, scopes, ends_at)
            VALUES (\(token), \(grant), \(scopes.words), \(endsAt))
            """)
    }

    /// Whoever bears a token: it, its grant, user, session and application must be alive. One statement, for it is asked often.
    /// - Returns: nil for a token that is not good. Whether the session's time is over, the caller decides by its limits.
    public func find(_ token: OpaqueTokenDigest<AccessTokenKind>) throws -> Bearer? {
        try transaction.row(
            """
            SELECT access_token.scopes AS token_scopes, access_token.ends_at AS token_ends_at, access_grant.id AS grant_id,
                access_grant.session_id AS session_id, user_info_claims, client_id, sid, started_at, last_used_at,
                \(Users.columns), \(SecurityPolicies.sessionColumns)
            FROM access_token JOIN access_grant ON access_grant.id = access_token.grant_id
                JOIN application ON application.id = access_grant.application_id
                LEFT JOIN user_account ON user_account.id = access_grant.user_id
                LEFT JOIN session ON session.id = access_grant.session_id
                LEFT JOIN security_policy ON security_policy.id = 1
            WHERE access_token.digest = \(token) AND access_token.ends_at > \(transaction.now)
                AND access_grant.ends_at > \(transaction.now) AND application.disabled_since IS NULL
                AND inactive_since IS NULL
            """
        ).map(Bearer.init)
    }

    public func end(_ token: OpaqueTokenDigest<AccessTokenKind>) throws {
        try transaction.run("DELETE FROM access_token WHERE digest = \(token)")
    }

    public func endAll(of grant: GrantID) throws {
        try transaction.run("DELETE FROM access_token WHERE grant_id = \(grant)")
    }

    public func deleteEnded(before time: Timestamp) throws {
        try transaction.run("DELETE FROM access_token WHERE ends_at < \(time)")
    }
}

extension Bearer {
    fileprivate init(_ row: Row) throws {
        guard try !row.isNull("idle_seconds") else { throw SecurityPolicies.Missing() }
        self.init(
            grantID: try row.identifier("grant_id"), clientID: ClientID(stored: try row.text("client_id")),
            user: try row.isNull("id") ? nil : User(row), scopes: try row.scopes("token_scopes"),
            claims: try row.words("user_info_claims"), sid: try row.optionalText("sid"),
            endsAt: try row.time("token_ends_at"),
            session: try row.isNull("session_id") ? nil : SessionTimes(row), limits: try SessionLimits(row))
    }
}

extension SessionTimes {
    fileprivate init(_ row: Row) throws {
        self.init(startedAt: try row.time("started_at"), lastUsedAt: try row.time("last_used_at"))
    }
}
