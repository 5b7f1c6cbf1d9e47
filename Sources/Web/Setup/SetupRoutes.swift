import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let setupEndpoints: [Endpoint] = [
        .anyone(.get, .setupLink) { exchange in try await exchange.setupPage(SetupForm()) }
            .refilledForAnyone { exchange in try await exchange.setupPage(SetupForm(exchange)) },
        .anyone(.post, .setup, body: .form(), handle: completeSetup),
    ]

    private static let completeSetup: Handler = { exchange in
        guard let token = Token(pasted: exchange.field("token")), try await exchange.gatehouse.isSetupLinkValid(token)
        else {
            return exchange.linkExpired("setup.closed")
        }
        var form = SetupForm(exchange)
        guard let name = UserName(form.typedName) else {
            form.nameError = UserName.problem(with: form.typedName).map { Message($0) }
            form.problems = form.details.problems
            form.passwordError = try await exchange.gatehouse.problem(
                with: exchange.password("password"), of: form.details.words
            ).map { Message($0) }
            return try await exchange.setupPage(token, form, status: .unprocessableContent)
        }
        let outcome = try await exchange.gatehouse.completeSetup(
            token, name: name, details: form.details, password: exchange.password("password"), visit: exchange.visit)
        switch outcome {
        case .done(let user, let browser):
            return exchange.canSignIn(user, notice: .setupDone).setting(exchange.known(browser))
        case .closed: return exchange.linkExpired("setup.closed")
        case .unfit(let problems, let password):
            form.problems = problems
            form.passwordError = password.map { Message($0) }
            return try await exchange.setupPage(token, form, status: .unprocessableContent)
        }
    }
}

/// What was typed for the first administrator, and what is wrong with it.
private struct SetupForm {
    var typedName = ""
    var details = UserDetails(displayName: "", email: "", language: .english)
    var nameError: Message?
    var problems: [DetailsProblem] = []
    var passwordError: Message?

    init() {}

    /// As it was typed.
    init(_ exchange: Exchange) {
        typedName = exchange.field("userName")
        details = exchange.details(otherwise: exchange.unrecognised.language)
    }
}

extension Exchange {
    /// For whom the link of the path still works.
    fileprivate func setupPage(_ form: SetupForm) async throws -> Reply {
        guard let token = pastedToken, try await gatehouse.isSetupLinkValid(token) else {
            return linkExpired("setup.closed")
        }
        return try await setupPage(token, form)
    }

    fileprivate func setupPage(_ token: Token, _ form: SetupForm, status: HTTPResponse.Status = .ok) async throws
        -> Reply
    {
        let exchange = unrecognised
        let page = SetupPage(
            frame: exchange.frame("setup.title", place: Route.setupLink(token).path), token: token.text,
            userName: Field(value: form.typedName.removingNeedlessUnseen, error: form.nameError.map(exchange.text)),
            displayName: exchange.displayNameField(form.details, form.problems),
            email: exchange.emailField(form.details, form.problems),
            password: Field(error: form.passwordError.map(exchange.text)),
            minimum: try await gatehouse.passwordRules().minimum)
        return exchange.render(page, status: status)
    }
}
