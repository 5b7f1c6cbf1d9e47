import Domain
import Flows
import HTTPTypes
import Hummingbird

/// Where somebody is, and where they want to go on to.
extension Exchange {
    /// The page they are at, with its query: where choosing a language leads back to.
    var place: String {
        site.routes.page(for: path + (queryText.map { "?" + $0 } ?? ""))
    }

    /// The page they asked for. Who asks for the page of the step-up wants the one behind it.
    var placeAsked: String {
        path == Route.stepUp.path ? site.routes.nextPage(query["next"] ?? "") : site.routes.nextPage(place)
    }

    /// The page that they wanted before they were asked to sign in.
    var placeAfterSignIn: String { site.routes.nextPage(query["next"] ?? "") }

    /// The sign-in page that leads on to it.
    var signInPath: String { leadingOn(.signIn) }

    /// The path of a step of the sign-in that keeps in mind where it leads.
    func leadingOn(_ route: Route<Never>) -> String {
        route.path(query: ["next": placeAfterSignIn == Route.home.path ? "" : placeAfterSignIn])
    }

    /// What was wanted, unless somebody else wanted it: another user may sign in at this desk, who has no right to it.
    func placeAfterSignIn(as opened: OpenedSession) async throws -> String {
        let place = placeAfterSignIn
        guard place != Route.home.path,
            case .endpoint(let endpoint, _) = site.routes.match(.get, RouteTable.path(of: place)),
            case .signedIn(let user) = try await gatehouse.recognise(session: opened.token, signIn: nil)
        else { return place }
        return endpoint.isAllowed(to: user.user) ? place : Route.home.path
    }
}

extension Endpoint {
    /// Whether a GET does more than to show something: nobody who only looks whether a link works may set it off.
    var doesMore: Bool { entrance == .elsewhere || pattern == Route.authorization.pattern }

    /// Whether somebody who is asked for a proof first is led there after it.
    var isContinuation: Bool {
        if case .browser(.signedIn) = entrance { return true }
        return pattern == Route.authorization.pattern
    }

    /// Whether its right, if it needs one, is among those of a user.
    func isAllowed(to user: User) -> Bool {
        guard case .browser(.signedIn(let entitlement)) = entrance, let right = entitlement.right else { return true }
        return user.has(right)
    }
}
