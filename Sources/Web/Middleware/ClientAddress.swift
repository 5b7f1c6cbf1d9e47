import Domain

/// Finds out which address a request comes from.
struct ClientAddress: Sendable {
    /// The proxies whose `X-Forwarded-For` is believed (ASVS 4.1.3); nobody else's is looked at.
    var trustedProxies: [AddressRange]

    /// The right-most address that is no trusted proxy. Where the header is unreadable from there on, the nearest known hop counts:
    /// garbage never becomes somebody.
    func resolve(peer: String?, forwardedFor: [String]) -> String {
        guard let peer = peer.flatMap(IPAddress.init) else { return "" }
        var nearest = peer
        for hop in forwardedFor.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false)
            .reversed()
        {
            guard isTrusted(nearest) else { break }
            guard let address = IPAddress(String(hop).trimmingSpaces) else { break }
            nearest = address
        }
        return nearest.description
    }

    private func isTrusted(_ address: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }
}
