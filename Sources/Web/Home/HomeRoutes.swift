import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let homeEndpoints: [Endpoint] = [
        .signedIn(.get, .home) { exchange, signedIn in
            exchange.render(
                HomePage(
                    frame: exchange.frame("home.title"), displayName: signedIn.user.shownName,
                    twoFactorEnabled: signedIn.hasTwoFactor,
                    lastSignIn: signedIn.session.previousSignInAt.map { exchange.moment($0) },
                    mayManageUsers: signedIn.user.has(.manageUsers), mayViewActivity: signedIn.user.has(.viewActivity)))
        }
    ]
}
