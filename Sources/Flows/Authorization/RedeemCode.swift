import Domain
import Storage

/// What comes with a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
public struct CodeRedemption: Sendable {
    public var code: String
    public var redirect: String?
    /// As it was sent; nil for none.
    public var verifier: String?

    public init(code: String, redirect: String?, verifier: String?) {
        self.code = code
        self.redirect = redirect
        self.verifier = verifier
    }
}

extension Gatehouse {
    /// Changes a code into tokens, once, within a minute, for the application that it was given to.
    ///
    /// Whoever brings one to which they have no right changes nothing about it (CVE-2026-16089). Its own application, with everything right, again: then
    /// somebody has seen the code, and all that was given for it ends (RFC 9700 §4.5).
    public func redeemCode(
        _ redemption: CodeRedemption, by credentials: ClientCredentials, issuer: String
    ) async throws -> TokenOutcome {
        try signed(
            await perform(Act.calling, by: .stranger(credentials.visit)) { act in
                switch try act.authenticate(credentials) {
                case .failure(let denial): return .unrecorded(.denied(denial), because: "nothing was given")
                case .success(let application): return try act.redeem(redemption, for: application, issuer: issuer)
                }
            })
    }
}

extension Act {
    fileprivate func redeem(
        _ redemption: CodeRedemption, for application: Application, issuer: String
    ) throws -> Recorded<UnsignedOutcome> {
        guard let code = AuthorizationCode(redemption.code),
            let stored = try transaction.authorizationRequests.find(code.digest),
            stored.applicationID == application.id, redemption.fits(stored.request)
        else { return .unrecorded(.refused(.invalidGrant), because: "nothing was given") }
        if let given = stored.grantID { return try endReused(given, .codeReused, of: application) }
        let id: GrantID = newIdentifier()
        guard try transaction.authorizationRequests.redeem(code.digest, for: id),
            let grant = try grant(id, for: stored, application)
        else { return .unrecorded(.refused(.invalidGrant), because: "nothing was given") }
        try transaction.accessGrants.add(grant)
        guard let tokens = try issue(for: grant, to: application, issuer: issuer) else {
            return .unrecorded(.refused(.invalidGrant), because: "what ended the access was recorded")
        }
        return .unrecorded(.issued(tokens), because: "the application was opened with the code")
    }

    /// Somebody else has it too: who of both is the thief, nobody can tell.
    func endReused(
        _ grant: GrantID, _ action: Action, of application: Application
    ) throws -> Recorded<UnsignedOutcome> {
        guard try transaction.accessGrants.end(grant) else {
            return .unrecorded(.refused(.invalidGrant), because: "its access has ended already")
        }
        return Recorded(.refused(.invalidGrant), activity(action, application))
    }

    /// What a code stands for; nil where its session is gone, or over.
    private func grant(
        _ id: GrantID, for stored: StoredAuthorizationRequest, _ application: Application
    ) throws -> AccessGrant? {
        guard let session = try stored.sessionID.flatMap({ try transaction.sessions.find($0) }),
            session.limits.allow(session.session, at: transaction.now)
        else { return nil }
        let request = stored.request
        let subject = AccessGrant.Subject(
            userID: session.user.id, sessionID: request.isOffline ? nil : session.session.id,
            methods: session.session.methods, provenAt: session.session.provenAt, nonce: request.nonce,
            sid: try transaction.openedApplications.sid(of: session.session.id, for: application.id),
            address: stored.address)
        let endsAt =
            request.isOffline
            ? transaction.now + TokenLimits.offline : session.session.startedAt + session.limits.absolute
        return AccessGrant(
            id: id, applicationID: application.id, scopes: application.stillAsked(request.scopes),
            claims: request.claims.limited(to: application.details.scopes), subject: subject, madeAt: transaction.now,
            endsAt: endsAt)
    }
}

extension Application {
    /// Of these scopes those that it may ask for now.
    func stillAsked(_ scopes: [Scope]) -> [Scope] {
        scopes.filter { $0 == .openID || details.scopes.contains($0) }
    }
}

extension CodeRedemption {
    /// Whether it comes from whoever asked: the same address, and the verifier of the challenge; none where there was none (RFC 9700 §4.8.2).
    fileprivate func fits(_ request: AuthorizationRequest) -> Bool {
        guard redirect == request.target.redirect else { return false }
        guard let challenge = request.challenge else { return verifier == nil }
        return verifier.flatMap { CodeVerifier($0) }?.challenge == challenge
    }
}
