import Flows
import Foundation
import Logging
import Storage
import Web

@testable import Domain
@testable import Hashing

/// An installation of its own for one test: real database, real key file, real pages, a clock that the test moves.
public final class TestHouse: Sendable {
    /// One password for everybody in the tests.
    public static let password = "correct horse battery staple"
    public static let publicURL = "http://127.0.0.1:8080"

    public var folder: String { place.folder.path }
    private let place: TestEngine.Place
    public let clock: ManualClock
    public let database: Database
    public let keys: KeyStore
    private let hasher: PasswordHasher
    public let gatehouse: Gatehouse
    public let site: Site
    public let log = CapturedLog()
    /// Every answer that any browser got, when they are kept.
    let answers: AnswerBook?

    public init(
        limits: SessionLimits = .standard, trustedProxies: [String] = [], clock: ManualClock = .init(),
        productName: String = "Gatehouse", organisationName: String? = nil, hashQueue: Int = 1000,
        floor: [String] = [], keepsAnswers: Bool = false
    ) async throws {
        answers = keepsAnswers ? AnswerBook() : nil
        place = try await TestEngine.make()
        let folder = place.folder.path
        self.clock = clock
        try KeyStore.create(path: folder + "/gatehouse.keys", random: .system)
        keys = try KeyStore(path: folder + "/gatehouse.keys")
        database = try TestEngine.open(place, time: clock.source).opened(with: keys)
        try await database.migrate()
        // Real Argon2id at the least cost there is: tests are about who gets in, not about how long a hash takes.
        hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: 8, passes: 1), workers: 2, queueLimit: hashQueue, longestWait: .seconds(600),
            random: .system)
        gatehouse = Gatehouse(
            database: database, keys: keys, hasher: hasher,
            branding: Branding(productName: productName, organisationName: organisationName, language: .english),
            floor: floor.compactMap(AddressRange.init))
        try await gatehouse.adoptSettings(idle: limits.idle, absolute: limits.absolute)
        site = Site(
            gatehouse: gatehouse, renderer: try Self.renderer.get(),
            settings: SiteSettings(
                publicURL: Self.publicURL, trustedProxies: trustedProxies.compactMap(AddressRange.init)),
            logger: log.logger)
    }

    /// Made once: nothing in it belongs to one house.
    private static let renderer = Result { try PageRenderer() }

    deinit {
        TestEngine.remove(place)
    }

    /// The same tables as another process sees them.
    public func openAgain() throws -> Database {
        try TestEngine.open(place, time: clock.source).opened(with: keys)
    }

    /// How many hashes were computed, compared ones included.
    public var hashes: Int { hasher.known.total + hasher.others.total }

    /// How many of them in the lane of those who are known.
    public var hashesOfKnown: Int { hasher.known.total }

    /// Does `work`, and `meanwhile` while the password in it waits to be compared.
    ///
    /// Where no password comes, it ends with the test's time limit.
    public func whilePasswordWaits<Outcome: Sendable>(
        in work: @escaping @Sendable () async throws -> Outcome, do meanwhile: () async throws -> Void
    ) async throws -> Outcome {
        let crews = [hasher.known, hasher.others]
        for crew in crews { crew.hold(true) }
        async let outcome = work()
        do {
            defer { for crew in crews { crew.hold(false) } }
            while crews.allSatisfy({ $0.waiting == 0 }) { try await Task.sleep(for: .milliseconds(1)) }
            try await meanwhile()
        }
        return try await outcome
    }

    /// A browser that has never been here.
    public func browser(address: String = "192.0.2.10", userAgent: String = "Mozilla/5.0 Firefox/140.0 (Windows)")
        -> TestBrowser
    {
        TestBrowser(house: self, address: address, userAgent: userAgent)
    }

    /// A hash of its own of a password.
    public static func hash(_ password: String = password) async throws -> PasswordHash {
        let hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: 8, passes: 1), workers: 1, queueLimit: 10, random: .system)
        return try await hasher.turn(.stranger) { try await $0.hash(Password(typed: password)) }
    }

    /// Adds a user who has ``password``, or another one, or none.
    @discardableResult
    public func addUser(
        _ name: String, isAdministrator: Bool = false, displayName: String = "", password: String? = TestHouse.password
    ) async throws -> UserID {
        let user = User(
            id: Identifier(at: clock.now, from: .system), name: UserName(stored: name),
            details: UserDetails(displayName: displayName, email: "", language: .english),
            administratorSince: isAdministrator ? clock.now : nil, createdAt: clock.now)
        let hash = try await Self.hash(password ?? Self.password)
        let hasPassword = password != nil
        try await database.write { transaction in
            _ = try transaction.users.add(user)
            if hasPassword { try transaction.passwords.set(hash, for: user.id) }
        }
        return user.id
    }

    /// Enrols an authenticator for a user, as if done long ago, and returns it.
    public func enrol(_ user: UserID) async throws -> TOTP {
        let totp = TOTP(from: .system)
        _ = try await database.write { transaction in
            try transaction.authenticators.add(totp, for: user, step: totp.step(at: transaction.now) - 100, drift: 0)
        }
        return totp
    }

    /// The digits that the user's phone shows now, or so many time steps later.
    public func code(_ totp: TOTP, steps: Int64 = 0) -> String {
        totp.code(step: totp.step(at: clock.now) + steps).digits
    }
}
