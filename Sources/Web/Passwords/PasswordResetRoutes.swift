import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let passwordResetEndpoints: [Endpoint] = [
        .anyone(.get, .passwordResetLink) { exchange in
            guard let token = exchange.pastedToken,
                let user = try await exchange.gatehouse.userOfReset(token)
            else { return exchange.linkExpired("link.expired") }
            return try await exchange.passwordResetPage(token, user)
        },
        .anyone(.post, .passwordReset, body: .form()) { exchange in
            guard let token = Token(pasted: exchange.field("token")) else {
                return exchange.linkExpired("link.expired")
            }
            let outcome = try await exchange.gatehouse.usePasswordReset(
                token, password: exchange.password("password"), visit: exchange.visit)
            switch outcome {
            case .done(let user, let browser):
                return exchange.canSignIn(user, notice: .passwordSet).setting(exchange.known(browser))
            case .expired: return exchange.linkExpired("link.expired")
            case .unfit(let problem, let user):
                return try await exchange.passwordResetPage(
                    token, user, error: Message(problem), status: .unprocessableContent)
            }
        },
    ]
}

extension Exchange {
    fileprivate func passwordResetPage(
        _ token: Token, _ user: User, error: Message? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let exchange = unrecognised
        let page = PasswordResetPage(
            frame: exchange.frame("resetPassword.title", place: Route.passwordResetLink(token).path),
            token: token.text, userName: user.name.text,
            password: Field(error: error.map(exchange.text)), minimum: try await gatehouse.passwordRules().minimum)
        return exchange.render(page, status: status)
    }
}
