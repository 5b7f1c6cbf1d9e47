import Domain
import Storage

/// A user's browser as it becomes known: its new value, and the one it had for this user.
public struct KnownBrowserRenewal: Sendable {
    /// For the browser to keep.
    public var token: Token
    /// Worth nothing from now on.
    public var replaced: TokenDigest?
}

extension Act {
    /// Remembers the browser of somebody who was handed a link: strangers' misses do not shut it out.
    func makeKnown(_ user: UserID, visit: Visit) throws -> KnownBrowserRenewal {
        let browser = KnownBrowserRenewal(
            token: Token(from: transaction.random),
            replaced: try transaction.knownBrowsers.find(visit.knownDigests, for: user)?.digest)
        try remember(browser, for: user, visit: visit)
        return browser
    }
}
