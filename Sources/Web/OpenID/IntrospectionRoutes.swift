import Domain
import Flows
import HTTPTypes

/// What a token is worth (RFC 7662), and giving one back (RFC 7009).
extension Endpoint {
    static let introspectionEndpoints: [Endpoint] = [
        .client(.post, .introspect, body: .form(limit: 16 * 1024)) { exchange in
            guard let token = exchange.shownToken else { return .oauthError(.invalidRequest) }
            guard let credentials = exchange.clientCredentials else { return exchange.denied(.unknown) }
            switch try await exchange.gatehouse.introspect(token, by: credentials) {
            case .denied(let denial): return exchange.denied(denial)
            case .inactive: return .json(JSONValue.object([JSONMember("active", false)]))
            case .active(let facts): return .json(facts.told)
            }
        },
        .client(.post, .revoke, body: .form(limit: 16 * 1024)) { exchange in
            guard let token = exchange.shownToken else { return .oauthError(.invalidRequest) }
            guard let credentials = exchange.clientCredentials else { return exchange.denied(.unknown) }
            let denial = try await exchange.gatehouse.revoke(token, by: credentials)
            return denial.map(exchange.denied) ?? .plain("")
        },
    ]
}

extension Exchange {
    /// The token that a request is about; nil for none, and in a request that nobody can read in one way only.
    fileprivate var shownToken: String? {
        let parameters = RequestParameters(form)
        return parameters.problem == nil ? parameters["token"] : nil
    }
}

extension TokenFacts {
    fileprivate var told: JSONValue {
        [
            "active": true, "client_id": .text(clientID.text), "sub": .text(subject),
            "username": userName.map(JSONValue.text),
            "scope": .text(scopes.map(\.text).joined(separator: " ")),
            "exp": .integer(endsAt.seconds), "token_type": "Bearer", "sid": sid.map(JSONValue.text),
        ]
    }
}
