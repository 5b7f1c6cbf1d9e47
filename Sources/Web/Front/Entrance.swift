import Domain

/// Who may come to an endpoint. A client, the bearer of a token and a proxy come with their first endpoint, as cases.
enum Entrance: Hashable, Sendable {
    /// Anything, and nobody is looked up: pictures, styles, health.
    case open
    /// A browser that has proven this much.
    case browser(BrowserAccess)
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
