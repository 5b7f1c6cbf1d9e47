import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let passwordResetEndpoints: [Endpoint] = [
        .anyone(.get, .passwordResetLink) { exchange in
            guard let token = exchange.pastedToken,
                let user = try await exchange.gatehouse.userOfReset(token)
            else { return exchange.linkExpired("link.expired") }
            return exchange.resetPage(token, user)
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
                return exchange.resetPage(token, user, error: Message(problem), status: .unprocessableContent)
            }
        },
    ]
}

extension Exchange {
    /// Somebody can sign in now. Where another user is signed in, that is said instead of greeting them in their place.
    func canSignIn(_ user: User, notice: Notice) -> Reply {
        guard case .signedIn(let signedIn) = visitor, signedIn.user.id != user.id else {
            return redirect(to: .signIn, notice: notice, name: user.name.text)
        }
        return redirect(to: .home, notice: .otherCanSignIn, name: user.nameInFull)
    }

    fileprivate func resetPage(
        _ token: Token, _ user: User, error: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let exchange = unrecognised
        let page = ResetPasswordPage(
            frame: exchange.frame("resetPassword.title", place: Route.passwordResetLink(token).path),
            token: token.text, userName: user.name.text,
            password: Field(error: error.map(exchange.text)))
        return exchange.render(page, status: status)
    }
}
