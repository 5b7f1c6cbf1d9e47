/// What kind of program an application is. It decides what can be set at all, and never changes: what was checked when an application was
/// added cannot be escaped by making it something else.
public enum ApplicationTemplate: String, CaseIterable, Sendable {
    /// Runs on a server that keeps a secret, and knows PKCE.
    case web
    /// The same, from before PKCE.
    case oldWeb = "old-web"
    /// Runs in the browser alone, and keeps no secret.
    case browserOnly = "browser-only"
    /// Softphone or desktop: waits for the answer on this machine, or by a scheme of its own.
    case native
    case mobile
    /// Acts by itself; nobody signs in to it.
    case machine
    /// Is called by others, and asks what their tokens are worth.
    case api
    /// Any site behind a reverse proxy that asks here who comes.
    case gate
}

extension ApplicationTemplate {
    /// Whether people sign in to it, so that it is said who may.
    public var hasUsers: Bool { self != .machine && self != .api }

    /// Whether it shows a secret of its own to say who it is; otherwise PKCE alone binds it (RFC 8252 §8.4), and a gate is built in.
    public var hasSecret: Bool {
        switch self {
        case .web, .oldWeb, .machine, .api: true
        case .browserOnly, .native, .mobile, .gate: false
        }
    }

    /// The kinds of addresses that it is answered at.
    public var redirectKinds: Set<RedirectAddress.Kind> {
        switch self {
        case .web, .oldWeb, .browserOnly, .gate: RedirectAddress.webKinds
        case .native: [.loopback, .localhost, .privateScheme]
        case .mobile: [.web, .privateScheme]
        case .machine, .api: []
        }
    }

    /// Whether the port of a loopback address is whatever is free (RFC 8252 §7.3).
    public var takesAnyLoopbackPort: Bool { self == .native }

    /// What it can get tokens by.
    public var grantTypes: Set<GrantType> {
        switch self {
        case .web, .oldWeb, .browserOnly, .native, .mobile: [.authorizationCode, .refreshToken]
        case .gate: [.authorizationCode]
        case .machine: [.clientCredentials]
        case .api: []
        }
    }

    /// Those of them that it is nothing without.
    public var neededGrantTypes: Set<GrantType> { grantTypes.subtracting([.refreshToken]) }

    public var pkceChoices: [PKCE] { self == .oldWeb ? [.optional, .required] : [.required] }

    /// The usual one first: what libraries of the kind expect.
    public var algorithms: [SigningAlgorithm] {
        switch self {
        case .web, .oldWeb: [.rs256, .es256, .edDSA]
        case .browserOnly, .native, .mobile: [.es256, .rs256, .edDSA]
        case .gate, .machine, .api: [.es256]
        }
    }

    /// Whether it may be somebody else's than the organisation's.
    public var canBeForeign: Bool {
        switch self {
        case .web, .oldWeb, .browserOnly, .native, .mobile: true
        case .machine, .api, .gate: false
        }
    }

    /// Whether it takes a message when a session has ended (OpenID Connect Back-Channel Logout 1.0): a server can.
    public var takesLogoutMessages: Bool { self == .web || self == .oldWeb }

    /// Whether its pages call the server from their own origin.
    public var callsFromBrowser: Bool { self == .browserOnly }

    /// Whether its pages may open the sign-in in a window of its own.
    public var canOpenPopUp: Bool { self == .web || self == .oldWeb || self == .browserOnly }

    /// Whether it asks for scopes.
    public var hasScopes: Bool { self != .gate && self != .api }

    /// What it may ask for unless that is changed.
    public var usualScopes: [Scope] {
        switch self {
        case .web, .oldWeb, .browserOnly, .native: [.email, .openID, .profile]
        case .mobile: [.email, .offlineAccess, .openID, .profile]
        case .machine, .api, .gate: []
        }
    }

    /// Whether access may outlast the session: never where anybody who comes to the browser after could go on with it.
    public var canBeOffline: Bool { self != .browserOnly && self != .machine }
}

extension RedirectAddress {
    /// What a browser opens over the network, or on this machine.
    public static let webKinds: Set<Kind> = [.web, .loopback, .localhost]
}
