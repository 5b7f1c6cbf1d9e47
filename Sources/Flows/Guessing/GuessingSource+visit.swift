import Domain
import Storage

/// A user's browser as it becomes known: its new value, and the one it had for this user.
public struct KnownBrowserRenewal: Sendable {
    /// For the browser to keep.
    public var token: Token
    /// Worth nothing from now on.
    public var replaced: TokenDigest?
}

extension GuessingSource {
    /// The source of an account's attempts from an address.
    /// - Parameter known: the browser's entry for this account, if it has signed it in before.
    init(account: String, known: KnownBrowser?, address: String, floor: [AddressRange]) {
        let place: Place
        if let known {
            place = .knownBrowser(known.digest, isElsewhere: known.isElsewhere(at: address))
        } else {
            place = floor.range(of: address).map(Place.floor) ?? .elsewhere
        }
        self.init(account: account, place: place)
    }

    /// The value by which the browser was known.
    var knownBrowser: TokenDigest? {
        if case .knownBrowser(let digest, _) = place { digest } else { nil }
    }
}

extension KnownBrowser {
    /// Whether an address belongs to another network than the one where the browser signed in last.
    func isElsewhere(at address: String) -> Bool {
        IPAddress.network(of: self.address) != IPAddress.network(of: address)
    }
}

extension [AddressRange] {
    func range(of address: String) -> AddressRange? {
        IPAddress(address).flatMap { address in first { $0.contains(address) } }
    }
}

extension Visit {
    var knownDigests: [TokenDigest] { knownBrowsers.map(\.digest) }
}

extension Act {
    /// Whose budget pays.
    /// - Parameter token: by which the browser is known besides what it sent.
    func source(of user: User, visit: Visit, known token: Token? = nil) throws -> GuessingSource {
        let offered = (token.map { [$0.digest] } ?? []) + visit.knownDigests
        return GuessingSource(
            account: user.id.text, known: try transaction.knownBrowsers.find(offered, for: user.id),
            address: visit.address, floor: floor)
    }
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
