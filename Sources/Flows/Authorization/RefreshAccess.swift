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
        grant.scopes = scopes.filter { application.details.scopes.contains($0) || $0 == .openID }
        guard let tokens = try issue(for: grant, to: application, issuer: issuer, previous: token) else {
            return .unrecorded(.refused(.invalidGrant), because: "what ended the access was recorded")
        }
        return .unrecorded(.issued(tokens), because: "the application was opened with the code")
    }

    /// - Returns: false when it was used before, and not for a lost answer.
    private func use(_ token: RefreshTokens.Digest, _ stored: StoredRefreshToken) throws -> Bool {
        if try transaction.refreshTokens.use(token) { return true }
        guard let usedAt = stored.usedAt, transaction.now - usedAt <= TokenLimits.lostAnswer else { return false }
        return try transaction.refreshTokens.takeBackSuccessor(of: token)
    }

    private func isIdle(_ stored: StoredRefreshToken, _ grant: AccessGrant) -> Bool {
        grant.subject?.sessionID == nil && transaction.now - stored.madeAt > TokenLimits.offlineIdle
    }
}

extension AccessGrant {
    /// The scopes that a refresh asks for; nil where it asks for more than was given (RFC 6749 §6).
    fileprivate func narrowed(to text: String?) -> [Scope]? {
        guard let text else { return scopes }
        let asked = text.split(separator: " ").map { Scope(String($0)) }
        guard asked.allSatisfy({ $0.map(scopes.contains) ?? false }) else { return nil }
        let wanted = Set(asked.compactMap(\.self)).sorted()
        return wanted.isEmpty ? scopes : wanted
    }
}
