import Domain
import Storage

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
