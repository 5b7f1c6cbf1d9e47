import Domain

/// A place of the site. Every path, link, redirect and form action is made here.
struct Route: Hashable, Sendable {
    /// The path, with `{id}` where the parameter stands.
    let pattern: String
    private let parameter: String?

    private init(_ pattern: String, _ parameter: String? = nil) {
        self.pattern = pattern
        self.parameter = parameter
    }

    var path: String { parameter.map { pattern.replacing("{id}", with: $0) } ?? pattern }

    /// With a query; empty values are left out.
    func path(query: KeyValuePairs<String, String>) -> String { Self.path(path, query: query) }

    static func path(_ path: String, query: KeyValuePairs<String, String>) -> String {
        let pairs = query.filter { !$0.value.isEmpty }.map { "\($0.key)=\(PercentCoding.encode($0.value))" }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    static let home = Route("/")
    static let signIn = Route("/sign-in")
    static let signInCode = Route("/sign-in/code")
    static let cancelSignIn = Route("/sign-in/cancel")
    static let signOut = Route("/sign-out")
    static let language = Route("/language")
    static let setup = Route("/setup")
    static let resetPassword = Route("/reset-password")
    static let stepUp = Route("/step-up")
    static let profile = Route("/profile")
    static let changePassword = Route("/profile/password")
    static let twoFactor = Route("/profile/two-factor")
    static let cancelTwoFactor = Route("/profile/two-factor/cancel")
    /// The picture on the page above it.
    static let qrCode = Route("/profile/two-factor/qr-code.svg")
    static let sessions = Route("/profile/sessions")
    static let endOtherSessions = Route("/profile/sessions/end-others")
    static let users = Route("/users")
    static let newUser = Route("/users/new")
    static let activity = Route("/activity")
    static let help = Route("/help")
    /// Answers who is signed in, as JSON.
    static let session = Route("/session")
    static let wellKnownChangePassword = Route("/.well-known/change-password")
    static let logo = Route("/logo")
    static let live = Route("/livez")
    static let ready = Route("/readyz")

    static func setup(_ token: Token) -> Route { Route("/setup/{id}", token.text) }
    static func resetPassword(_ token: Token) -> Route { Route("/reset-password/{id}", token.text) }
    static func endSession(_ id: SessionID) -> Route { Route("/profile/sessions/{id}/end", id.text) }
    static func user(_ id: UserID) -> Route { Route("/users/{id}", id.text) }
    static func clearTwoFactor(_ id: UserID) -> Route { Route("/users/{id}/clear-two-factor", id.text) }
    static func issuePasswordReset(_ id: UserID) -> Route { Route("/users/{id}/reset-password", id.text) }
    static func unlockUser(_ id: UserID) -> Route { Route("/users/{id}/unlock", id.text) }

    /// The path of a place without a parameter, by its name in the templates: `[[/signIn]]`.
    static func path(named name: String) -> String? { named[name]?.path }

    private static let named: [String: Route] = [
        "home": .home, "signIn": .signIn, "signInCode": .signInCode, "cancelSignIn": .cancelSignIn, "signOut": .signOut,
        "language": .language, "setup": .setup, "resetPassword": .resetPassword, "stepUp": .stepUp, "profile": .profile,
        "changePassword": .changePassword, "twoFactor": .twoFactor, "cancelTwoFactor": .cancelTwoFactor,
        "qrCode": .qrCode,
        "sessions": .sessions, "endOtherSessions": .endOtherSessions, "users": .users, "newUser": .newUser,
        "activity": .activity, "help": .help,
    ]
}
