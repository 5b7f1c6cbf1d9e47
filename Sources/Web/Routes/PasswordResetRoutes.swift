import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let passwordResetEndpoints: [Endpoint] = [
        .anyone(.get, "/reset-password/{id}") { exchange, _ in
            guard let token = exchange.pastedToken,
                let user = try await exchange.gatehouse.userOfReset(token)
            else { return exchange.linkExpired("link.expired") }
            return try await exchange.resetPage(token, user)
        },
        .anyone(.post, Route.resetPassword.pattern) { exchange, state in
            guard let token = Token(pasted: exchange.field("token")) else {
                return exchange.linkExpired("link.expired")
            }
            let outcome = try await exchange.gatehouse.usePasswordReset(
                token, password: exchange.password("password"), visit: exchange.visit)
            switch outcome {
            case .done(let user, let browser):
                return exchange.canSignIn(user, state, notice: .passwordSet).setting(exchange.known(browser))
            case .expired: return exchange.linkExpired("link.expired")
            case .unfit(let problem, let user):
                return try await exchange.resetPage(token, user, error: Message(problem), status: .unprocessableContent)
            }
        },
    ]
}

extension Exchange {
    /// Somebody can sign in now. Where another user is signed in, that is said instead of greeting them in their place.
    func canSignIn(_ user: User, _ state: BrowserState, notice: Notice) -> Reply {
        guard case .signedIn(let signedIn) = state, signedIn.user.id != user.id else {
            return redirect(to: .signIn, notice: notice, name: user.name.text)
        }
        return redirect(to: .home, notice: .otherCanSignIn, name: user.nameInFull)
    }

    fileprivate func resetPage(
        _ token: Token, _ user: User, error: Message? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let page = ResetPasswordPage(
            frame: frame("resetPassword.title", state: .anonymous, place: Route.resetPassword(token).path),
            token: token.text, userName: user.name.text,
            password: Field(error: error.map { text($0) }), minimum: try await gatehouse.passwordRules().minimum)
        return render(page, .anonymous, status: status)
    }
}
