import Domain

/// A place of the site, by the pattern of its path: every path, link, redirect and form action is made of one that stands here.
///
/// While a `Parameter` is open it is what an endpoint answers at; `Route.user(id)` fills it in. `Route<Never>` has none left.
struct Route<Parameter>: Hashable, Sendable {
    /// The path, with `{id}` where the parameter stands.
    let pattern: String

    fileprivate init(_ pattern: String) {
        self.pattern = pattern
    }
}

extension Route where Parameter == Never {
    static var home: Self { Self("/") }
    static var signIn: Self { Self("/sign-in") }
    static var signInCode: Self { Self("/sign-in/code") }
    static var cancelSignIn: Self { Self("/sign-in/cancel") }
    static var signOut: Self { Self("/sign-out") }
    static var language: Self { Self("/language") }
    static var setup: Self { Self("/setup") }
    static var passwordResetUse: Self { Self("/password-reset") }
    static var stepUp: Self { Self("/step-up") }
    static var profile: Self { Self("/profile") }
    static var changePassword: Self { Self("/profile/password") }
    static var twoFactor: Self { Self("/profile/two-factor") }
    static var cancelTwoFactor: Self { Self("/profile/two-factor/cancel") }
    /// The picture on the page above it.
    static var qrCode: Self { Self("/profile/two-factor/qr-code.svg") }
    static var sessions: Self { Self("/profile/sessions") }
    static var endOtherSessions: Self { Self("/profile/sessions/end-others") }
    static var users: Self { Self("/users") }
    static var newUser: Self { Self("/users/new") }
    static var applications: Self { Self("/applications") }
    /// Where the template of a new application is chosen.
    static var newApplication: Self { Self("/applications/new") }
    static var activity: Self { Self("/activity") }
    static var help: Self { Self("/help") }
    /// Answers who is signed in, as JSON.
    static var session: Self { Self("/session") }
    static var logout: Self { Self("/oauth2/end-session") }
    static var agreeToLogout: Self { Self("/oauth2/end-session/agree") }
    static var wellKnownChangePassword: Self { Self("/.well-known/change-password") }
    static var openIDConfiguration: Self { Self("/.well-known/openid-configuration") }
    static var authorize: Self { Self("/oauth2/authorize") }
    static var token: Self { Self("/oauth2/token") }
    static var userInfo: Self { Self("/oauth2/userinfo") }
    static var introspect: Self { Self("/oauth2/introspect") }
    static var revoke: Self { Self("/oauth2/revoke") }
    /// The public keys.
    static var keySet: Self { Self("/oauth2/jwks") }
    static var logo: Self { Self("/logo") }
    static var live: Self { Self("/livez") }
    static var ready: Self { Self("/readyz") }
    static func asset(hash: String, name: String) -> Self { Self("/assets/\(hash)/\(name)") }
}

extension Route where Parameter == Token {
    static var setupLink: Self { Self("/setup/{id}") }
    /// The page on which an application's request goes on.
    static var authorization: Self { Self("/oauth2/authorize/{id}") }
    static var passwordResetLink: Self { Self("/password-reset/{id}") }
}

extension Route where Parameter == SessionID {
    static var endSession: Self { Self("/profile/sessions/{id}/end") }
}

extension Route where Parameter == UserID {
    static var user: Self { Self("/users/{id}") }
    static var clearTwoFactor: Self { Self("/users/{id}/clear-two-factor") }
    static var passwordResetIssue: Self { Self("/users/{id}/password-reset") }
    static var unlockUser: Self { Self("/users/{id}/unlock") }
}

extension Route where Parameter == ApplicationTemplate {
    static var newApplicationOfTemplate: Self { Self("/applications/new/{id}") }
}

extension Route where Parameter == ApplicationID {
    static var application: Self { Self("/applications/{id}") }
    static var disableApplication: Self { Self("/applications/{id}/disable") }
    static var enableApplication: Self { Self("/applications/{id}/enable") }
    static var deleteApplication: Self { Self("/applications/{id}/delete") }
    /// Ends its access to one's own account.
    static var endApplication: Self { Self("/profile/applications/{id}/end") }
    static var issueClientSecret: Self { Self("/applications/{id}/secrets") }
}

extension Route where Parameter == ClientSecretID {
    static var endClientSecret: Self { Self("/applications/secrets/{id}/end") }
}

extension Route where Parameter: PathParameter {
    func callAsFunction(_ parameter: Parameter) -> Route<Never> {
        Route<Never>(pattern.replacing("{id}", with: parameter.text))
    }
}

extension Route where Parameter == Never {
    var path: String { pattern }

    /// With a query; empty values are left out.
    func path(query: KeyValuePairs<String, String>) -> String {
        let pairs = query.filter { !$0.value.isEmpty }.map { "\($0.key)=\(PercentCoding.encode($0.value))" }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }
}

/// What can stand in a path as it is: its text has letters, digits, `-` and `_` only.
protocol PathParameter {
    var text: String { get }
}

extension Token: PathParameter {}
extension Identifier: PathParameter {}
extension ApplicationTemplate: PathParameter {
    var text: String { rawValue }
}

/// The places that templates name: `[[/signIn]]`.
enum NamedRoutes {
    static let all: [String: Route<Never>] = [
        "home": .home, "language": .language, "help": .help, "signOut": .signOut, "stepUp": .stepUp, "setup": .setup,
        "passwordResetUse": .passwordResetUse, "profile": .profile, "changePassword": .changePassword,
        "twoFactor": .twoFactor, "cancelTwoFactor": .cancelTwoFactor, "qrCode": .qrCode, "sessions": .sessions,
        "endOtherSessions": .endOtherSessions, "agreeToLogout": .agreeToLogout, "users": .users,
        "applications": .applications, "newApplication": .newApplication, "activity": .activity,
    ]
}
