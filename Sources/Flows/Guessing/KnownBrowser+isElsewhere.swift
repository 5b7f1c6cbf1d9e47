import Domain
import Storage

extension KnownBrowser {
    /// Whether an address belongs to another network than the one where the browser signed in last.
    func isElsewhere(at address: String) -> Bool {
        IPAddress.network(of: self.address) != IPAddress.network(of: address)
    }
}
