import Domain
import Storage

public enum IntrospectionOutcome: Sendable {
    case active(TokenFacts)
    /// Of whatever is not good, not an access token, or not for whoever asks: nothing else is told (RFC 7662 §2.2).
    case inactive
    case denied(ClientDenial)
}

/// What an API learns of a token that was shown to it.
public struct TokenFacts: Sendable {
    public var clientID: ClientID
    public var subject: String
    public var userName: String?
    public var scopes: [Scope]
    public var endsAt: Timestamp
    public var sid: String?
}

extension Gatehouse {
    /// What a token is worth, for the application that it was given to, and for APIs.
    public func introspect(_ token: String, by credentials: ClientCredentials) async throws -> IntrospectionOutcome {
        let told = try await read(Act.calling, by: .stranger(credentials.visit)) { act -> IntrospectionOutcome? in
            try act.identify(credentials).map { try act.introspect(token, for: $0) }
        }
        if let told { return told }
        return .denied(
            try await write(Act.calling, by: .stranger(credentials.visit)) { try $0.charge(wrong: credentials) })
    }
}

extension Act {
    fileprivate func introspect(_ text: String, for application: Application) throws -> IntrospectionOutcome {
        guard application.template.hasSecret, let token = AccessToken(text)?.digest,
            let bearer = try transaction.accessTokens.find(token), bearer.isAlive(at: transaction.now),
            application.template == .api || bearer.clientID == application.clientID
        else { return .inactive }
        return .active(
            TokenFacts(
                clientID: bearer.clientID, subject: bearer.user?.id.text ?? bearer.clientID.text,
                userName: bearer.user?.name.text, scopes: bearer.scopes, endsAt: bearer.endsAt, sid: bearer.sid))
    }
}
