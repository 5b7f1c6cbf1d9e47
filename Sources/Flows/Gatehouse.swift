import Domain
import Hashing
import Storage

/// The use cases. Each stands in a file of its own and is one transaction: decide with Domain, persist with Storage, record the
/// activity.
///
/// An expected "no" is an outcome; a throw is a fault.
public struct Gatehouse: Sendable {
    let database: Database
    let keys: KeyStore
    let hasher: PasswordHasher
    public let branding: Branding
    /// Ranges of addresses where people share computers whose browsers forget: each is a source of its own.
    let floor: [AddressRange]

    public init(
        database: Database, keys: KeyStore, hasher: PasswordHasher, branding: Branding, floor: [AddressRange] = []
    ) {
        self.database = database.opened(with: keys)
        self.keys = keys
        self.hasher = hasher
        self.branding = branding
        self.floor = floor
    }
}

extension Gatehouse {
    /// The moment it is.
    public var now: Timestamp { database.time.now() }
}
