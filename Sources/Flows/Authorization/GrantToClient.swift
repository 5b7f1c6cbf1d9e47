import Domain
import Storage

extension Gatehouse {
    /// Gives an application an access token for itself (RFC 6749 §4.4): no ID token, and none to refresh with.
    /// - Parameter scope: as it was asked for; nil for all that it may.
    public func grantToClient(
        scope: String?, by credentials: ClientCredentials, issuer: String
    ) async throws -> TokenOutcome {
        try signed(
            await perform(Act.calling, by: .stranger(credentials.visit)) { act in
                switch try act.authenticate(credentials) {
                case .failure(let denial): return .unrecorded(.denied(denial), because: "nothing was given")
                case .success(let application):
                    return try act.grantToItself(application, scope: scope, credentials.visit, issuer: issuer)
                }
            })
    }
}

extension Act {
    fileprivate func grantToItself(
        _ application: Application, scope: String?, _ visit: Visit, issuer: String
    ) throws -> Recorded<UnsignedOutcome> {
        guard application.details.grantTypes.contains(.clientCredentials),
            application.details.policy.allows(visit.address)
        else { return .unrecorded(.refused(.unauthorizedClient), because: "nothing was given") }
        let asked = scope?.split(separator: " ").map { Scope(String($0)) }
        guard asked?.allSatisfy({ $0.map(application.details.scopes.contains) ?? false }) ?? true else {
            return .unrecorded(.refused(.invalidScope), because: "nothing was given")
        }
        let grant = AccessGrant(
            id: newIdentifier(), applicationID: application.id,
            scopes: asked.map { Set($0.compactMap(\.self)).sorted() } ?? application.details.scopes,
            claims: RequestedClaims(), subject: nil, madeAt: transaction.now,
            endsAt: transaction.now + TokenLimits.accessToken)
        try transaction.accessGrants.add(grant)
        guard let tokens = try issue(for: grant, to: application, issuer: issuer) else {
            return .unrecorded(.refused(.unauthorizedClient), because: "nothing was given")
        }
        return .unrecorded(.issued(tokens), because: "machines come every few minutes")
    }
}
