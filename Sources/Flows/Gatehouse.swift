import Domain
import Hashing
import Storage

/// What an installation is called and how strict it is.
public struct Policy: Sendable {
    /// The issuer in authenticator apps.
    public var productName: String
    public var organisationName: String?
    public var defaultLanguage: Language
    public var sessions: SessionLimits
    /// Ranges of addresses where people share computers whose browsers forget: each is a source of its own.
    public var floor: [AddressRange]

    public init(
        productName: String, organisationName: String?, defaultLanguage: Language, sessions: SessionLimits = .init(),
        floor: [AddressRange] = []
    ) {
        self.productName = productName
        self.organisationName = organisationName
        self.defaultLanguage = defaultLanguage
        self.sessions = sessions
        self.floor = floor
    }

    public var passwords: PasswordRules {
        PasswordRules(bannedWords: ["gatehouse", productName] + (organisationName.map { [$0] } ?? []))
    }
}

/// The use cases. Each stands in a file of its own and is one transaction: decide with Domain, persist with Storage, record the
/// activity.
///
/// An expected "no" is an outcome; a throw is a fault.
public struct Gatehouse: Sendable {
    let database: Database
    let keys: KeyStore
    let hasher: PasswordHasher
    public let policy: Policy

    public init(database: Database, keys: KeyStore, hasher: PasswordHasher, policy: Policy) {
        self.database = database.opened(with: keys)
        self.keys = keys
        self.hasher = hasher
        self.policy = policy
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

    /// - Parameter reason: why nobody will ever want to read about it.
    static func unrecorded(_ outcome: Outcome, because reason: StaticString) -> Recorded {
        Recorded(outcome, all: [])
    }
}

extension Gatehouse {
    /// The moment it is.
    public var now: Timestamp { database.time.now() }
}
