import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let setupEndpoints: [Endpoint] = [
        .anyone(.get, "/setup/{id}") { exchange, _ in try await exchange.setupPage(SetupForm()) }
            .refilledForAnyone { exchange, _ in try await exchange.setupPage(SetupForm(exchange)) },
        .anyone(.post, Route.setup.pattern, handle: completeSetup),
    ]

    private static let completeSetup: @Sendable (Exchange, BrowserState) async throws -> Reply = { exchange, state in
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
            return exchange.canSignIn(user, state, notice: .setupDone).setting(exchange.known(browser))
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
        details = exchange.details(otherwise: exchange.language(.anonymous))
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
        let page = SetupPage(
            frame: frame("setup.title", state: .anonymous, place: Route.setup(token).path), token: token.text,
            userName: Field(value: form.typedName.removingNeedlessUnseen, error: form.nameError.map { text($0) }),
            displayName: displayNameField(form.details, form.problems, .anonymous),
            email: emailField(form.details, form.problems, .anonymous),
            password: Field(error: form.passwordError.map { text($0) }),
            minimum: try await gatehouse.passwordRules().minimum)
        return render(page, .anonymous, status: status)
    }

    /// - Parameter name: of the messages `<name>.title` and `.text`.
    func linkExpired(_ name: String) -> Reply {
        let page = MessagePage(
            frame: frame(Message("\(name).title"), state: .anonymous), paragraphs: [text(Message("\(name).text"))],
            link: MessageLink(label: text("link.toSignIn"), path: Route.signIn.path), reference: nil)
        return render(page, .anonymous, status: .gone)
    }
}
