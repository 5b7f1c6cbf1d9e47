import Domain
import Storage

extension Gatehouse {
    /// Changes a refresh token into new tokens, once (RFC 6749 §6, RFC 9700 §4.14).
    ///
    /// The answer may get lost: for half a minute the same token works once more, and what it was changed into, if nobody has used that, does not any more.
    /// Any other second use ends the whole access.
    /// - Parameter scope: as it was asked for; nil for all that was given.
    public func refreshAccess(
        _ token: String, scope: String?, by credentials: ClientCredentials, issuer: String
    ) async throws -> TokenOutcome {
        try signed(
            await perform(Act.calling, by: .stranger(credentials.visit)) { act in
                switch try act.authenticate(credentials) {
                case .failure(let denial): return .unrecorded(.denied(denial), because: "nothing was given")
                case .success(let application):
                    return try act.refresh(token, scope: scope, for: application, issuer: issuer)
                }
            })
    }
}

extension Act {
    fileprivate func refresh(
        _ text: String, scope: String?, for application: Application, issuer: String
    ) throws -> Recorded<UnsignedOutcome> {
        guard let token = RefreshToken(text)?.digest, let stored = try transaction.refreshTokens.find(token),
            var grant = try transaction.accessGrants.find(stored.grantID), grant.applicationID == application.id
        else { return .unrecorded(.refused(.invalidGrant), because: "nothing was given") }
        guard let scopes = grant.narrowed(to: scope) else {
            return .unrecorded(.refused(.invalidScope), because: "nothing was given")
        }
        guard application.details.grantTypes.contains(.refreshToken) else {
            return .unrecorded(.refused(.unauthorizedClient), because: "nothing was given")
        }
        guard try use(token, stored) else { return try endReused(grant.id, .refreshTokenReused, of: application) }
        guard !isIdle(stored, grant) else {
            try transaction.accessGrants.end(grant.id)
            return .unrecorded(.refused(.invalidGrant), because: "it was not used for too long")
        }
        grant.scopes = application.stillAsked(scopes)
        let claims = grant.claims.limited(to: application.details.scopes)
        if claims != grant.claims { try transaction.accessGrants.narrow(grant.id, to: claims) }
        grant.claims = claims
        guard let tokens = try issue(for: grant, to: application, issuer: issuer, previous: token) else {
            return .unrecorded(.refused(.invalidGrant), because: "what ended the access was recorded")
        }
        return .unrecorded(.issued(tokens), because: "applications come every few minutes")
    }

    /// - Returns: false when it was used before, and not for a lost answer.
    private func use(_ token: RefreshTokens.Digest, _ stored: StoredRefreshToken) throws -> Bool {
        if stored.isTakenBack { return false }
        if try transaction.refreshTokens.use(token) { return true }
        guard let usedAt = stored.usedAt, transaction.now - usedAt <= TokenLimits.lostAnswer,
            usedAt <= transaction.now + TimeSource.tolerance,
            try transaction.refreshTokens.takeBackSuccessor(of: token, in: stored.grantID)
        else { return false }
        // The access token of that answer goes with it.
        try transaction.accessTokens.endAll(of: stored.grantID)
        return true
    }

    private func isIdle(_ stored: StoredRefreshToken, _ grant: AccessGrant) -> Bool {
        grant.subject?.sessionID == nil && transaction.now - stored.madeAt > TokenLimits.offlineIdle
    }
}

extension AccessGrant {
    /// The scopes that a refresh asks for, as far as they were given (RFC 6749 §6): some clients send all that they are set to, whatever they got. Nil
    /// where nothing is left.
    fileprivate func narrowed(to text: String?) -> [Scope]? {
        guard let text else { return scopes }
        let asked = Set(text.split(separator: " ").compactMap { Scope(String($0)) })
        let wanted = scopes.filter(asked.contains)
        return wanted.isEmpty ? nil : wanted
    }
}
