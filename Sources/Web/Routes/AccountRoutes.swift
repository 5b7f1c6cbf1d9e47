import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let accountEndpoints: [Endpoint] = [
        .signedIn(.get, Route.home.pattern) { exchange, signedIn in
            exchange.render(
                HomePage(
                    frame: exchange.frame("home.title", state: signedIn.state), displayName: signedIn.user.shownName,
                    twoFactorEnabled: signedIn.hasTwoFactor,
                    lastSignIn: signedIn.session.previousSignInAt.map { exchange.moment($0, signedIn.state) },
                    mayManageUsers: signedIn.user.has(.manageUsers), mayViewActivity: signedIn.user.has(.viewActivity)),
                signedIn.state)
        },
        .signedIn(.get, Route.profile.pattern) { exchange, signedIn in
            exchange.profilePage(signedIn, details: signedIn.user.details)
        },
        .signedIn(.post, Route.profile.pattern, recentProof: true, handle: changeProfile)
            .refilled { exchange, signedIn in
                exchange.profilePage(
                    signedIn, details: exchange.details(otherwise: signedIn.user.details.language))
            },
        .signedIn(.get, Route.changePassword.pattern) { exchange, signedIn in
            try await exchange.passwordPage(signedIn)
        },
        .signedIn(.post, Route.changePassword.pattern, handle: changePassword),
    ]

    private static let changeProfile: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let details = exchange.details(otherwise: signedIn.user.details.language)
        switch try await exchange.gatehouse.changeProfile(signedIn, to: details, visit: exchange.visit) {
        case .changed: return exchange.redirect(to: .profile, notice: .profileSaved)
        case .unfit(let problems):
            return exchange.profilePage(signedIn, details: details, problems: problems, status: .unprocessableContent)
        }
    }

    private static let changePassword: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let outcome = try await exchange.gatehouse.changePassword(
            signedIn, from: exchange.password("currentPassword"), to: exchange.password("newPassword"),
            visit: exchange.visit)
        switch outcome {
        case .changed(let token):
            return exchange.renewing(token, exchange.redirect(to: .profile, notice: .passwordChanged))
        case .wrongPassword:
            return try await exchange.passwordPage(
                signedIn, currentError: "password.wrong", status: .unprocessableContent)
        case .same:
            return try await exchange.passwordPage(signedIn, newError: "password.same", status: .unprocessableContent)
        case .unfit(let problem):
            return try await exchange.passwordPage(signedIn, newError: Message(problem), status: .unprocessableContent)
        case .limited(let refusal):
            return try await exchange.passwordPage(signedIn, currentError: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        }
    }
}

extension Exchange {
    fileprivate func profilePage(
        _ signedIn: SignedIn, details: UserDetails, problems: [DetailsProblem] = [], status: HTTPResponse.Status = .ok
    ) -> Reply {
        let state = signedIn.state
        let page = ProfilePage(
            frame: frame("profile.title", state: state), userName: signedIn.user.name.text,
            displayName: displayNameField(details, problems, state), email: emailField(details, problems, state),
            languages: languageChoices(details.language))
        return render(page, state, status: status)
    }

    fileprivate func passwordPage(
        _ signedIn: SignedIn, currentError: Message? = nil, newError: Message? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let state = signedIn.state
        let page = ChangePasswordPage(
            frame: frame("changePassword.title", state: state), userName: signedIn.user.name.text,
            currentPassword: Field(error: currentError.map { text($0, state) }),
            newPassword: Field(error: newError.map { text($0, state) }),
            minimum: try await gatehouse.passwordRules().minimum)
        return render(page, state, status: status)
    }

    /// The details that a form sent.
    func details(otherwise language: Language) -> UserDetails {
        UserDetails(
            typedName: field("displayName"), typedEmail: field("email"),
            language: Language(rawValue: field("language")) ?? language)
    }

    func displayNameField(_ details: UserDetails, _ problems: [DetailsProblem], _ state: BrowserState) -> Field {
        let message = problems.lazy.compactMap { problem -> Message? in
            switch problem {
            case .displayNameTooLong: "displayName.tooLong"
            case .displayNameUnseen(let unseen): Message(unseen)
            case .emailMalformed: nil
            }
        }.first
        return Field(value: details.displayName.removingNeedlessUnseen, error: message.map { text($0, state) })
    }

    func emailField(_ details: UserDetails, _ problems: [DetailsProblem], _ state: BrowserState) -> Field {
        Field(value: details.email, error: problems.contains(.emailMalformed) ? text("email.malformed", state) : nil)
    }

    func languageChoices(_ chosen: Language) -> [Choice] {
        Language.allCases.map { Choice(value: $0.rawValue, label: $0.endonym, isChosen: $0 == chosen) }
    }
}
