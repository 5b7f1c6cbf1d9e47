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

/// An outcome and its entries in the activity log.
struct Recorded<Outcome> {
    let outcome: Outcome
    let activities: [Activity]

    init(_ outcome: Outcome, _ activities: Activity...) {
        self.outcome = outcome
        self.activities = activities
    }

    init(_ outcome: Outcome, all activities: [Activity]) {
        self.outcome = outcome
        self.activities = activities
    }

    /// The same entries with another outcome.
    func map<Other>(_ transform: (Outcome) -> Other) -> Recorded<Other> {
        Recorded<Other>(transform(outcome), all: activities)
    }

    /// - Parameter reason: why nobody will ever want to read about it.
    static func unrecorded(_ outcome: Outcome, because reason: StaticString) -> Recorded {
        Recorded(outcome, all: [])
    }
}

extension Gatehouse {
    /// The moment it is.
    public var now: Timestamp { database.time.now() }
}
