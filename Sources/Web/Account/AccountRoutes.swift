import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let accountEndpoints: [Endpoint] = [
        .signedIn(.get, .home) { exchange, signedIn in
            exchange.render(
                HomePage(
                    frame: exchange.frame("home.title"), displayName: signedIn.user.shownName,
                    twoFactorEnabled: signedIn.hasTwoFactor,
                    lastSignIn: signedIn.session.previousSignInAt.map { exchange.moment($0) },
                    mayManageUsers: signedIn.user.has(.manageUsers), mayViewActivity: signedIn.user.has(.viewActivity)))
        },
        .signedIn(.get, .profile) { exchange, signedIn in
            exchange.profilePage(signedIn, details: signedIn.user.details)
        },
        .signedIn(.post, .profile, body: .form(), recentProof: true, handle: changeProfile)
            .refilled { exchange, signedIn in
                exchange.profilePage(
                    signedIn, details: exchange.details(otherwise: signedIn.user.details.language))
            },
        .signedIn(.get, .changePassword) { exchange, signedIn in
            exchange.passwordPage(signedIn)
        },
        .signedIn(.post, .changePassword, body: .form(), handle: changePassword),
    ]

    private static let changeProfile: SignedInHandler = { exchange, signedIn in
        let details = exchange.details(otherwise: signedIn.user.details.language)
        switch try await exchange.gatehouse.changeProfile(signedIn, to: details, visit: exchange.visit) {
        case .changed: return exchange.redirect(to: .profile, notice: .profileSaved)
        case .unfit(let problems):
            return exchange.profilePage(signedIn, details: details, problems: problems, status: .unprocessableContent)
        }
    }

    private static let changePassword: SignedInHandler = { exchange, signedIn in
        let outcome = try await exchange.gatehouse.changePassword(
            signedIn, from: exchange.password("currentPassword"), to: exchange.password("newPassword"),
            visit: exchange.visit)
        switch outcome {
        case .changed(let token):
            return exchange.renewing(token, exchange.redirect(to: .profile, notice: .passwordChanged))
        case .wrongPassword:
            return exchange.passwordPage(signedIn, currentError: "password.wrong", status: .unprocessableContent)
        case .same: return exchange.passwordPage(signedIn, newError: "password.same", status: .unprocessableContent)
        case .unfit(let problem):
            return exchange.passwordPage(signedIn, newError: Message(problem), status: .unprocessableContent)
        case .limited(let refusal):
            return exchange.passwordPage(signedIn, currentError: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        }
    }
}

extension Exchange {
    fileprivate func profilePage(
        _ signedIn: SignedIn, details: UserDetails, problems: [DetailsProblem] = [], status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = ProfilePage(
            frame: frame("profile.title"), userName: signedIn.user.name.text,
            displayName: displayNameField(details, problems), email: emailField(details, problems),
            languages: languageChoices(details.language))
        return render(page, status: status)
    }

    fileprivate func passwordPage(
        _ signedIn: SignedIn, currentError: Message? = nil, newError: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = ChangePasswordPage(
            frame: frame("changePassword.title"), userName: signedIn.user.name.text,
            currentPassword: Field(error: currentError.map(text)),
            newPassword: Field(error: newError.map(text)))
        return render(page, status: status)
    }

    /// The details that a form sent.
    func details(otherwise language: Language) -> UserDetails {
        UserDetails(
            typedName: field("displayName"), typedEmail: field("email"),
            language: Language(rawValue: field("language")) ?? language)
    }

    func displayNameField(_ details: UserDetails, _ problems: [DetailsProblem]) -> Field {
        let message = problems.lazy.compactMap { problem -> Message? in
            switch problem {
            case .displayNameTooLong: "displayName.tooLong"
            case .displayNameUnseen(let unseen): Message(unseen)
            case .emailMalformed: nil
            }
        }.first
        return Field(value: details.displayName.removingNeedlessUnseen, error: message.map(text))
    }

    func emailField(_ details: UserDetails, _ problems: [DetailsProblem]) -> Field {
        Field(value: details.email, error: problems.contains(.emailMalformed) ? text("email.malformed") : nil)
    }

    func languageChoices(_ chosen: Language) -> [Choice] {
        Language.allCases.map { Choice(value: $0.rawValue, label: $0.endonym, isChosen: $0 == chosen) }
    }
}
