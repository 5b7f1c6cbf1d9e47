import Domain

extension Transaction {
    public var authorizationRequests: AuthorizationRequests { AuthorizationRequests(transaction: self) }
}

/// What applications have asked for: table `authorization_request`.
public struct AuthorizationRequests {
    let transaction: Transaction

    /// - Parameters:
    ///   - id: what the browser gets to see of it.
    ///   - browser: the token of the browser in which it is answered.
    public func add(
        _ request: AuthorizationRequest, id: TokenDigest, browser: TokenDigest, application: ApplicationID
    ) throws {
        try transaction.run(
            """
            INSERT INTO authorization_request (id_digest, browser_digest, application_id, redirect, response_mode, state,
                scopes, nonce, challenge, prompts, maximum_age_seconds, level, login_hint, wanted_user_id,
                user_info_claims, id_token_claims, made_at)
            VALUES (\(id), \(browser), \(application), \(request.target.redirect), \(request.target.mode.rawValue),
                \(request.target.state), \(request.scopes.words), \(request.nonce), \(request.challenge?.text),
                \(request.prompts.words), \(request.maximumAge?.wholeSeconds), \(request.level?.rawValue),
                \(request.loginHint), \(request.claims.user), \(request.claims.userInfo.words),
                \(request.claims.idToken.words), \(transaction.now))
            """)
    }

    /// A request of this browser that has no answer yet.
    public func find(_ id: TokenDigest, browser: TokenDigest) throws -> StoredAuthorizationRequest? {
        try transaction.row(
            """
            SELECT \(Self.columns) FROM authorization_request
            WHERE id_digest = \(id) AND browser_digest = \(browser) AND code_digest IS NULL
                AND made_at > \(transaction.now - TokenLimits.request) AND made_at <= \(transaction.latest)
            """
        ).map(StoredAuthorizationRequest.init)
    }

    /// The request that a code answered, whether it may still be redeemed or not.
    public func find(_ code: OpaqueTokenDigest<AuthorizationCodeKind>) throws -> StoredAuthorizationRequest? {
        try transaction.row("SELECT \(Self.columns) FROM authorization_request WHERE code_digest = \(code)")
            .map(StoredAuthorizationRequest.init)
    }

    /// The person of this session agrees.
    public func confirm(_ id: TokenDigest, in session: SessionID) throws {
        try transaction.run(
            """
            UPDATE authorization_request SET confirmed_at = \(transaction.now), session_id = \(session)
            WHERE id_digest = \(id) AND code_digest IS NULL
            """)
    }

    /// - Returns: false when it has a code already, or is gone.
    public func answer(
        _ id: TokenDigest, with code: OpaqueTokenDigest<AuthorizationCodeKind>, in session: SessionID,
        from address: String
    ) throws -> Bool {
        try transaction.changes(
            """
            UPDATE authorization_request SET code_digest = \(code), code_at = \(transaction.now), session_id = \(session),
                address = \(address)
            WHERE id_digest = \(id) AND code_digest IS NULL RETURNING id_digest
            """)
    }

    /// Spends the code: the statement decides whether it is still good.
    /// - Returns: false when it was spent before, or too long ago.
    public func redeem(_ code: OpaqueTokenDigest<AuthorizationCodeKind>, for grant: GrantID) throws -> Bool {
        try transaction.changes(
            """
            UPDATE authorization_request SET redeemed_at = \(transaction.now), grant_id = \(grant)
            WHERE code_digest = \(code) AND redeemed_at IS NULL AND code_at > \(transaction.now - TokenLimits.code)
                AND code_at <= \(transaction.latest)
            RETURNING id_digest
            """)
    }

    /// Gives up all of an application's, with their codes.
    public func deleteAll(of application: ApplicationID) throws {
        try transaction.run("DELETE FROM authorization_request WHERE application_id = \(application)")
    }

    /// The same of one user's, in whatever session.
    public func deleteAll(of application: ApplicationID, for user: UserID) throws {
        try transaction.run(
            """
            DELETE FROM authorization_request WHERE application_id = \(application)
                AND session_id IN (SELECT id FROM session WHERE user_id = \(user))
            """)
    }

    /// Gives one up. - Returns: false when it is gone, or has its answer.
    @discardableResult
    public func delete(_ id: TokenDigest) throws -> Bool {
        try transaction.changes(
            "DELETE FROM authorization_request WHERE id_digest = \(id) AND code_digest IS NULL RETURNING id_digest")
    }

    /// Forgets those that wait too long, and of the others the oldest beyond a number.
    public func deleteUnanswered(but most: Int) throws {
        try transaction.run(
            """
            DELETE FROM authorization_request WHERE code_digest IS NULL AND (
                made_at <= \(transaction.now - TokenLimits.request) OR made_at < (
                    SELECT made_at FROM authorization_request WHERE code_digest IS NULL
                    ORDER BY made_at DESC LIMIT 1 OFFSET \(most)))
            """)
    }

    public func deleteMade(before time: Timestamp) throws {
        try transaction.run("DELETE FROM authorization_request WHERE made_at < \(time)")
    }

    private static let columns: SQL = """
        id_digest, application_id, session_id, redirect, response_mode, state, scopes, nonce, challenge, prompts,
        maximum_age_seconds, level, login_hint, wanted_user_id, user_info_claims, id_token_claims, made_at, confirmed_at,
        address, grant_id
        """
}

/// A request and how far it is.
public struct StoredAuthorizationRequest: Sendable {
    public var id: TokenDigest
    public var applicationID: ApplicationID
    public var request: AuthorizationRequest
    public var madeAt: Timestamp
    /// In which session the person agreed, and when; a session alone is the one in which the code was given.
    public var sessionID: SessionID?
    public var confirmedAt: Timestamp?
    /// From where the person asked when the code was given; empty before.
    public var address = ""
    /// What its code was redeemed for; nil while it is not.
    public var grantID: GrantID?

    public init(
        id: TokenDigest, applicationID: ApplicationID, request: AuthorizationRequest, madeAt: Timestamp,
        sessionID: SessionID? = nil, confirmedAt: Timestamp? = nil, grantID: GrantID? = nil
    ) {
        self.id = id
        self.applicationID = applicationID
        self.request = request
        self.madeAt = madeAt
        self.sessionID = sessionID
        self.confirmedAt = confirmedAt
        self.grantID = grantID
    }
}

extension StoredAuthorizationRequest {
    fileprivate init(_ row: Row) throws {
        let claims = RequestedClaims(
            userInfo: try row.words("user_info_claims"), idToken: try row.words("id_token_claims"),
            user: try row.optionalIdentifier("wanted_user_id"), level: try row.optionalWord("level"))
        self.init(
            id: TokenDigest(bytes: try row.bytes("id_digest")), applicationID: try row.identifier("application_id"),
            request: AuthorizationRequest(
                target: AnswerTarget(
                    redirect: try row.text("redirect"), mode: try row.word("response_mode"),
                    state: try row.optionalText("state")),
                scopes: try row.scopes("scopes"), nonce: try row.optionalText("nonce"),
                challenge: try row.optionalText("challenge").map { CodeChallenge(stored: $0) },
                prompts: try row.words("prompts"),
                maximumAge: try row.isNull("maximum_age_seconds")
                    ? nil : .seconds(Int(row.integer("maximum_age_seconds"))),
                level: claims.level, claims: claims, loginHint: try row.optionalText("login_hint")),
            madeAt: try row.time("made_at"), sessionID: try row.optionalIdentifier("session_id"),
            confirmedAt: try row.optionalTime("confirmed_at"), grantID: try row.optionalIdentifier("grant_id"))
        address = try row.optionalText("address") ?? ""
    }
}
