import Domain
import Storage

/// Tokens for an application (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3).
public struct IssuedTokens: Sendable {
    public var accessToken: AccessToken
    public var lifetime: Span
    /// Where the application may have one.
    public var refreshToken: RefreshToken?
    /// Signed; nil where nobody has signed in.
    public var idToken: String?
    public var scopes: [Scope]
}

/// Why an application gets no tokens. The raw values are those of RFC 6749 §5.2.
public enum TokenRefusal: String, Error, Sendable {
    case invalidRequest = "invalid_request"
    case invalidGrant = "invalid_grant"
    case unauthorizedClient = "unauthorized_client"
    case unsupportedGrantType = "unsupported_grant_type"
    case invalidScope = "invalid_scope"
}

public enum TokenOutcome: Sendable {
    case issued(IssuedTokens)
    case refused(TokenRefusal)
    case denied(ClientDenial)
}

/// Tokens whose ID token is not signed yet: signing is done when the transaction is over.
struct UnsignedTokens: Sendable {
    var tokens: IssuedTokens
    var idToken: (payload: JSONValue, key: SigningKey)?
}

enum UnsignedOutcome: Sendable {
    case issued(UnsignedTokens)
    case refused(TokenRefusal)
    case denied(ClientDenial)
}

extension Gatehouse {
    /// Signs what is to be signed.
    func signed(_ outcome: UnsignedOutcome) throws -> TokenOutcome {
        switch outcome {
        case .issued(var unsigned):
            if let (payload, key) = unsigned.idToken {
                unsigned.tokens.idToken = try JWS.sign(payload, as: .idToken, with: key)
            }
            return .issued(unsigned.tokens)
        case .refused(let refusal): return .refused(refusal)
        case .denied(let denial): return .denied(denial)
        }
    }
}

extension Act {
    /// The one place where tokens are made, in the transaction that spends what they are for. What allows them is read here anew: user, session, application,
    /// policy and consent.
    ///
    /// - Parameters:
    ///   - grant: stored already.
    ///   - previous: the refresh token that was used for these.
    /// - Returns: nil where something does not allow them any more. The grant has ended then.
    func issue(
        for grant: AccessGrant, to application: Application, issuer: String, previous: RefreshTokens.Digest? = nil
    ) throws -> UnsignedTokens? {
        guard let bearer = try bearer(of: grant, application) else {
            try transaction.accessGrants.end(grant.id)
            return nil
        }
        let endsAt = min(transaction.now + TokenLimits.accessToken, grant.endsAt)
        let accessToken = AccessToken(from: transaction.random)
        try transaction.accessTokens.add(
            accessToken.digest, of: grant.id, scopes: grant.scopes, endsAt: endsAt)
        var tokens = IssuedTokens(
            accessToken: accessToken, lifetime: endsAt - transaction.now, scopes: grant.scopes)
        guard case .person(let user, let subject) = bearer else { return UnsignedTokens(tokens: tokens) }
        if application.details.grantTypes.contains(.refreshToken) {
            let refreshToken = RefreshToken(from: transaction.random)
            try transaction.refreshTokens.add(refreshToken.digest, of: grant.id, previous: previous)
            tokens.refreshToken = refreshToken
        }
        let idToken = IDToken(
            issuer: issuer, subject: user.id.text, audience: application.clientID.text, issuedAt: transaction.now,
            authenticatedAt: subject.provenAt, nonce: subject.nonce, level: subject.methods.level?.acr ?? "",
            methods: subject.methods, sessionID: subject.sid)
        let key = try signingKey(application.details.algorithm)
        return UnsignedTokens(
            tokens: tokens, idToken: (idToken.payload(with: user.claims(grant.claims.idToken)), key))
    }

    private enum Bearer {
        case person(User, AccessGrant.Subject)
        case machine
    }

    /// For whom tokens may be made; nil for nobody any more.
    private func bearer(of grant: AccessGrant, _ application: Application) throws -> Bearer? {
        guard application.isEnabled else { return nil }
        guard let subject = grant.subject else {
            return application.details.grantTypes.contains(.clientCredentials) ? .machine : nil
        }
        guard application.details.grantTypes.contains(.authorizationCode),
            let user = try transaction.users.find(subject.userID), user.isActive,
            try isAllowed(subject, user: user, application), try isConsented(grant, user: user, application)
        else { return nil }
        return .person(user, subject)
    }

    /// What hangs on a session is as good as the session is now; what outlasts it, as it was at the sign-in.
    private func isAllowed(_ subject: AccessGrant.Subject, user: User, _ application: Application) throws -> Bool {
        let policy = application.details.policy
        guard let sessionID = subject.sessionID else {
            guard application.details.scopes.contains(.offlineAccess) else { return false }
            return policy.decide(
                user, methods: subject.methods, provenAt: subject.provenAt, address: subject.address,
                at: transaction.now) == .allowed
        }
        guard let session = try transaction.sessions.find(sessionID), session.user.id == user.id,
            session.limits.allow(session.session, at: transaction.now)
        else { return false }
        return policy.decide(
            user, methods: session.session.methods, provenAt: session.session.provenAt,
            address: subject.address, at: transaction.now) == .allowed
    }

    private func isConsented(_ grant: AccessGrant, user: User, _ application: Application) throws -> Bool {
        guard application.agreement == .consent else { return true }
        return try transaction.consents.given(to: application.id, by: user.id).isSuperset(of: grant.revealed)
    }
}

extension User {
    /// What is known of them under these names; what is not known is left out.
    func claims(_ wanted: Set<UserClaim>) -> [JSONMember] {
        wanted.sorted().compactMap { claim in
            value(of: claim).map { JSONMember(claim.rawValue, $0) }
        }
    }

    private func value(of claim: UserClaim) -> JSONValue? {
        switch claim {
        case .name: .text(shownName)
        case .preferredUsername: .text(name.text)
        case .locale: .text(details.language.rawValue)
        case .email: details.email.isEmpty ? nil : .text(details.email)
        // Administrators type addresses in; nobody is asked whether a message arrives.
        case .emailVerified: details.email.isEmpty ? nil : .boolean(false)
        }
    }
}
