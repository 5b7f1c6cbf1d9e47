import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let passwordResetEndpoints: [Endpoint] = [
        .anyone(.get, "/reset-password/{id}") { exchange, _ in
            guard let token = exchange.pastedToken,
                let user = try await exchange.gatehouse.userOfReset(token)
            else { return exchange.linkExpired("link.expired") }
            return exchange.resetPage(token, user)
        },
        .anyone(.post, Route.resetPassword.pattern) { exchange, _ in
            guard let token = Token(pasted: exchange.field("token")) else {
                return exchange.linkExpired("link.expired")
            }
            let outcome = try await exchange.gatehouse.usePasswordReset(
                token, password: exchange.password("password"), visit: exchange.visit)
            switch outcome {
            case .done(let user, let browser):
                return exchange.redirect(to: .signIn, notice: .passwordSet, name: user.name.text)
                    .setting(exchange.known(browser))
            case .expired: return exchange.linkExpired("link.expired")
            case .unfit(let problem, let user):
                return exchange.resetPage(token, user, error: Message(problem), status: .unprocessableContent)
            }
        },
    ]
}

extension Exchange {
    fileprivate func resetPage(
        _ token: Token, _ user: User, error: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = ResetPasswordPage(
            frame: frame("resetPassword.title", state: .anonymous), token: token.text, userName: user.name.text,
            password: Field(error: error.map { text($0) }))
        return render(page, .anonymous, status: status)
    }
}
