import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let homeEndpoints: [Endpoint] = [
        .signedIn(.get, .home) { exchange, signedIn in
            let applications = try await exchange.gatehouse.usableApplications(signedIn, visit: exchange.visit)
            return exchange.render(
                HomePage(
                    frame: exchange.frame("home.title"), displayName: signedIn.user.shownName,
                    twoFactorEnabled: signedIn.hasTwoFactor,
                    lastSignIn: signedIn.session.previousSignInAt.map { exchange.moment($0) },
                    mayManageUsers: signedIn.user.has(.manageUsers), mayViewActivity: signedIn.user.has(.viewActivity),
                    applications: applications.map { HomeLink(name: $0.name, address: $0.address) }))
        }
    ]
}
