import Domain

extension [AddressRange] {
    /// The range that an address is in; nil for one that is in none, or is no address.
    func range(of address: String) -> AddressRange? {
        IPAddress(address).flatMap { address in first { $0.contains(address) } }
    }
}
