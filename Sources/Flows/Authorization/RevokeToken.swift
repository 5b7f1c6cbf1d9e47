import Domain
import Storage

extension Gatehouse {
    /// Ends a token (RFC 7009): of a refresh token the whole access, of an access token that alone. What is unknown, or another application's, is left as
    /// it is, and nobody is told which.
    /// - Returns: why the application is not believed to be itself, or nil.
    public func revoke(_ token: String, by credentials: ClientCredentials) async throws -> ClientDenial? {
        try await perform(Act.calling, by: .stranger(credentials.visit)) { act in
            switch try act.authenticate(credentials) {
            case .failure(let denial): return .unrecorded(denial, because: "nothing ended")
            case .success(let application):
                try act.revoke(token, of: application)
                return .unrecorded(nil, because: "applications give back what they do not need")
            }
        }
    }
}

extension Act {
    fileprivate func revoke(_ text: String, of application: Application) throws {
        if let token = RefreshToken(text)?.digest, let stored = try transaction.refreshTokens.find(token),
            let grant = try transaction.accessGrants.find(stored.grantID), grant.applicationID == application.id
        {
            try transaction.accessGrants.end(grant.id)
        }
        if let token = AccessToken(text)?.digest, let bearer = try transaction.accessTokens.find(token),
            bearer.clientID == application.clientID
        {
            try transaction.accessTokens.end(token)
        }
    }
}
