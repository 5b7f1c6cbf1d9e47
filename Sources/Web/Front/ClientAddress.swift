import Domain

/// Finds out which address a request comes from.
struct ClientAddress: Sendable {
    /// The proxies whose `X-Forwarded-For` is believed (ASVS 4.1.3); nobody else's is looked at.
    var trustedProxies: [AddressRange]

    /// The right-most address that is no trusted proxy. Where the header is unreadable from there on, the nearest known hop counts:
    /// garbage never becomes somebody.
    func resolve(peer: String?, forwardedFor: [String]) -> String {
        guard let peer = peer.flatMap(IPAddress.init(_:)) else { return "" }
        var nearest = peer
        for hop in Self.hops(forwardedFor).reversed() {
            guard isTrusted(nearest), let address = IPAddress(forwarded: hop) else { break }
            nearest = address
        }
        return nearest.description
    }

    /// The elements of the list, spaces around them gone, and the empty ones after the last: some proxies end it with a comma.
    private static func hops(_ lines: [String]) -> [Substring] {
        var hops = lines.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        while hops.last?.isEmpty == true { hops.removeLast() }
        return hops
    }

    private static func trimmed(_ element: Substring) -> Substring {
        var element = element.drop { $0 == " " || $0 == "\t" }
        while let last = element.last, last == " " || last == "\t" { element.removeLast() }
        return element
    }

    private func isTrusted(_ address: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }
}
