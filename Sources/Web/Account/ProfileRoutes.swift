import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let profileEndpoints: [Endpoint] = [
        .signedIn(.get, .profile) { exchange, signedIn in
            exchange.profilePage(signedIn, details: signedIn.user.details)
        },
        .signedIn(.post, .profile, body: .form(), recentProof: true, handle: changeProfile)
            .refilled { exchange, signedIn in
                exchange.profilePage(
                    signedIn, details: exchange.details(otherwise: signedIn.user.details.language))
            },
    ]

    private static let changeProfile: SignedInHandler = { exchange, signedIn in
        let details = exchange.details(otherwise: signedIn.user.details.language)
        switch try await exchange.gatehouse.changeProfile(signedIn, to: details, visit: exchange.visit) {
        case .changed: return exchange.redirect(to: .profile, notice: .profileSaved)
        case .unfit(let problems):
            return exchange.profilePage(signedIn, details: details, problems: problems, status: .unprocessableContent)
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
}
