import Domain
import Flows
import HTTPTypes

/// Who a token was given for (OpenID Connect Core §5.3).
extension Endpoint {
    static let userInfoEndpoints: [Endpoint] = [
        .bearer(.get, .userInfo, handle: tellUserInfo),
        .bearer(.post, .userInfo, body: .form(limit: 16 * 1024), handle: tellUserInfo),
    ]

    private static let tellUserInfo: Handler = { exchange in
        guard let token = exchange.bearerToken else { return exchange.needsToken(nil) }
        guard let info = try await exchange.gatehouse.userInfo(of: token) else {
            return exchange.needsToken("invalid_token")
        }
        return .json(info)
    }
}
