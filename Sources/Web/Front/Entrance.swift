import Domain

/// Who may come to an endpoint. A proxy comes with its first endpoint, as a case.
enum Entrance: Hashable, Sendable {
    /// Anything, and nobody is looked up: pictures, styles, health.
    case open
    /// A browser that has proven this much.
    case browser(BrowserAccess)
    /// A browser that another site sends here, on purpose: nothing is done by its cookies beyond what a link may do.
    case elsewhere
    /// An application that says itself who it is. Its use case judges that, in the transaction that acts; cookies are not looked at.
    case client
    /// Whoever bears a token. The use case judges that; cookies are not looked at.
    case bearer
}

/// What a browser must have proven.
enum BrowserAccess: Hashable, Sendable {
    /// Nothing, but the page differs by who looks.
    case anyone
    /// The first step is done, the second is not.
    case signingIn
    /// Signed in, and entitled.
    case signedIn(Entitlement)
}

extension Entrance {
    /// Whether a request shows by its cookies who comes.
    var readsCookies: Bool {
        switch self {
        case .browser, .elsewhere: true
        case .open, .client, .bearer: false
        }
    }

    /// Whether a parameter may be sent twice for the handler to say that it may not: applications are told in their own words.
    var takesRepeatedParameters: Bool { self == .elsewhere }
}
