import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let changePasswordEndpoints: [Endpoint] = [
        .signedIn(.get, .changePassword) { exchange, signedIn in
            try await exchange.passwordPage(signedIn)
        },
        .signedIn(.post, .changePassword, body: .form(), handle: changePassword),
        // Where password managers look for the page on which a password is changed (W3C).
        .open(.wellKnownChangePassword, face: .program) { _ in .redirect(to: .changePassword) },
    ]

    private static let changePassword: SignedInHandler = { exchange, signedIn in
        let outcome = try await exchange.gatehouse.changePassword(
            signedIn, from: exchange.password("currentPassword"), to: exchange.password("newPassword"),
            visit: exchange.visit)
        switch outcome {
        case .changed(let token):
            return exchange.renewing(token, exchange.redirect(to: .profile, notice: .passwordChanged))
        case .denied(.refused):
            return try await exchange.passwordPage(
                signedIn, currentError: "password.wrong", status: .unprocessableContent)
        case .same:
            return try await exchange.passwordPage(signedIn, newError: "password.same", status: .unprocessableContent)
        case .unfit(let problem):
            return try await exchange.passwordPage(signedIn, newError: Message(problem), status: .unprocessableContent)
        case .denied(.limited(let refusal)):
            return try await exchange.passwordPage(signedIn, currentError: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        }
    }
}

extension Exchange {
    fileprivate func passwordPage(
        _ signedIn: SignedIn, currentError: Message? = nil, newError: Message? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let page = ChangePasswordPage(
            frame: frame("changePassword.title"), userName: signedIn.user.name.text,
            currentPassword: Field(error: currentError.map(text)),
            newPassword: Field(error: newError.map(text)), minimum: try await gatehouse.passwordRules().minimum)
        return render(page, status: status)
    }
}
