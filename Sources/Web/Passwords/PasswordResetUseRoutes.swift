import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let passwordResetUseEndpoints: [Endpoint] = [
        .anyone(.get, .passwordResetLink) { exchange in
            guard let token = exchange.pastedToken,
                let user = try await exchange.gatehouse.userOfPasswordReset(token)
            else { return exchange.linkExpired("passwordResetUse.expired") }
            return try await exchange.passwordResetUsePage(token, user)
        },
        .anyone(.post, .passwordResetUse, body: .form()) { exchange in
            guard let token = Token(pasted: exchange.field("token")) else {
                return exchange.linkExpired("passwordResetUse.expired")
            }
            let outcome = try await exchange.gatehouse.usePasswordReset(
                token, password: exchange.password("password"), visit: exchange.visit)
            switch outcome {
            case .done(let user, let browser):
                return exchange.canSignIn(user, notice: .passwordSet).setting(exchange.known(browser))
            case .expired: return exchange.linkExpired("passwordResetUse.expired")
            case .unfit(let problem, let user):
                return try await exchange.passwordResetUsePage(
                    token, user, error: Message(problem), status: .unprocessableContent)
            }
        },
    ]
}

extension Exchange {
    fileprivate func passwordResetUsePage(
        _ token: Token, _ user: User, error: Message? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let exchange = unrecognised
        let page = PasswordResetUsePage(
            frame: exchange.frame("passwordResetUse.title", place: Route.passwordResetLink(token).path),
            token: token.text, userName: user.name.text,
            password: Field(error: error.map(exchange.text)), minimum: try await gatehouse.passwordRules().minimum)
        return exchange.render(page, status: status)
    }
}
