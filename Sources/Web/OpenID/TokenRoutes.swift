import Domain
import Flows
import HTTPTypes

/// The token endpoint (RFC 6749 §3.2): a form comes, JSON goes.
extension Endpoint {
    static let tokenEndpoints: [Endpoint] = [
        .client(.post, .token, body: .form(limit: 16 * 1024)) { exchange in
            let parameters = RequestParameters(exchange.form)
            guard parameters.problem == nil else { return .oauthError(.invalidRequest) }
            guard let credentials = exchange.clientCredentials else { return exchange.denied(.unknown) }
            return exchange.reply(to: try await exchange.tokens(for: parameters, credentials))
        }
    ]
}

extension Exchange {
    fileprivate func tokens(
        for parameters: RequestParameters, _ credentials: ClientCredentials
    ) async throws -> TokenOutcome {
        let issuer = site.settings.publicURL
        switch parameters["grant_type"].flatMap(GrantType.init) {
        case .authorizationCode:
            guard let code = parameters["code"] else { return .refused(.invalidRequest) }
            let redemption = CodeRedemption(
                code: code, redirect: parameters["redirect_uri"], verifier: parameters["code_verifier"])
            return try await gatehouse.redeemCode(redemption, by: credentials, issuer: issuer)
        case .refreshToken:
            guard let token = parameters["refresh_token"] else { return .refused(.invalidRequest) }
            return try await gatehouse.refreshAccess(
                token, scope: parameters["scope"], by: credentials, issuer: issuer)
        case .clientCredentials:
            return try await gatehouse.grantToClient(scope: parameters["scope"], by: credentials, issuer: issuer)
        case nil:
            return .refused(parameters["grant_type"] == nil ? .invalidRequest : .unsupportedGrantType)
        }
    }

    fileprivate func reply(to outcome: TokenOutcome) -> Reply {
        switch outcome {
        case .denied(let denial): return denied(denial)
        case .refused(let refusal): return .oauthError(refusal)
        case .issued(let tokens):
            var object = JSONObject()
            object.add("access_token", tokens.accessToken.text)
            object.add("token_type", "Bearer")
            object.add("expires_in", tokens.lifetime.wholeSeconds)
            if let token = tokens.refreshToken { object.add("refresh_token", token.text) }
            if let token = tokens.idToken { object.add("id_token", token) }
            object.add("scope", tokens.scopes.map(\.text).joined(separator: " "))
            return .json(object).with(.pragma, "no-cache")
        }
    }
}
