import Domain
import Storage

extension Gatehouse {
    /// Whoever a token was given for (OpenID Connect Core §5.3), as they are known now.
    /// - Returns: nil for a token that is not good, was not given for a person, or not for knowing who they are.
    public func userInfo(of text: String) async throws -> JSONValue? {
        guard let token = AccessToken(text)?.digest else { return nil }
        let (bearer, now) = try await lookUp(because: "whoever bears a token may ask by it") {
            (try $0.accessTokens.find(token), $0.now)
        }
        guard let bearer, bearer.isAlive(at: now), let user = bearer.user, bearer.scopes.contains(.openID) else {
            return nil
        }
        return .object([JSONMember("sub", .text(user.id.text))] + user.claims(bearer.userClaims))
    }
}
