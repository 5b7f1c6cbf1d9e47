import Domain
import Flows
import TestSupport
import Testing

@testable import Storage

@Suite("Stored signing keys")
struct SigningKeysTests {
    private let house: TestHouse
    private let databases: [Database]

    init() async throws {
        house = try await TestHouse()
        databases = [house.database, try house.openAgain()]
    }

    private static func new(_ algorithm: SigningAlgorithm = .es256) throws -> SigningKey {
        try SigningKey(making: algorithm, random: .system)
    }

    private func add(_ key: SigningKey, in days: Int = 0, after predecessor: ScheduledKey? = nil) async throws -> Bool {
        try await house.database.write { try $0.signingKeys.add(key, from: $0.now + .days(days), after: predecessor) }
    }

    private func list() async throws -> [ScheduledKey] {
        try await house.database.read { try $0.signingKeys.list() }
    }

    private func signer(_ algorithm: SigningAlgorithm = .es256) async throws -> SigningKey? {
        try await house.database.read { try $0.signingKeys.signer(algorithm) }
    }

    @Test("What is stored signs again", arguments: SigningAlgorithm.allCases)
    func again(_ algorithm: SigningAlgorithm) async throws {
        let key = try Self.new(algorithm)
        #expect(try await add(key))
        let stored = try #require(try await signer(algorithm))
        #expect(stored.id == key.id && stored.privatePart == key.privatePart)
        #expect(try await list().map(\.publicKey.id) == [key.id])
    }

    @Test("Many replicas that make the first key at once make one")
    func firstAtOnce() async throws {
        let databases = databases
        let added = try await race(32) { number in
            let key = try Self.new()
            return try await databases[number % 2].write { try $0.signingKeys.add(key, from: $0.now, after: nil) }
        }
        #expect(added.filter(\.self).count == 1)
        #expect(try await house.count("signing_key") == 1)
    }

    @Test("Many replicas that make a successor at once make one, and the key before retires when it takes over")
    func successorAtOnce() async throws {
        _ = try await add(try Self.new())
        let first = try #require(try await list().first)
        let databases = databases
        let added = try await race(32) { number in
            let key = try Self.new()
            return try await databases[number % 2].write {
                try $0.signingKeys.add(key, from: $0.now + .days(1), after: first)
            }
        }
        #expect(added.filter(\.self).count == 1)
        let keys = try await list()
        #expect(keys.count == 2 && keys[0].publicKey.id == first.publicKey.id)
        #expect(keys[0].retiredAt == keys[1].signsAt && keys[1].retiredAt == nil)
    }

    @Test("A private part is erased when its key has signed for the last time, and not before; the public part stays")
    func erased() async throws {
        let (old, new) = (try Self.new(), try Self.new())
        _ = try await add(old)
        _ = try await add(new, in: 1, after: try await list().first)
        house.clock.advance(by: .seconds(86_399))
        #expect(try await house.database.write { try $0.signingKeys.eraseRetired() } == [])
        #expect(try await signer()?.id == old.id)
        house.clock.advance(by: .seconds(1))
        #expect(try await house.database.write { try $0.signingKeys.eraseRetired() } == [old.id])
        #expect(try await signer()?.id == new.id)
        #expect(try await list().map(\.canSign) == [false, true])
        #expect(try await house.count("signing_key", where: "private_key IS NULL AND key_id IS NULL") == 1)
    }

    @Test("They are sealed anew with everything else, and what was erased is not missed")
    func resealed() async throws {
        for algorithm in [SigningAlgorithm.es256, .edDSA] { _ = try await add(try Self.new(algorithm)) }
        _ = try await add(try Self.new(), in: 1, after: try await list().first { $0.publicKey.algorithm == .es256 })
        house.clock.advance(by: .days(1))
        _ = try await house.database.write { try $0.signingKeys.eraseRetired() }
        #expect(try await house.gatehouse.rotateKeys().resealed == 2)
        #expect(try await house.database.read { try $0.resealing.remaining() } == 0)
        _ = try await house.gatehouse.rotateKeys()
        // Nothing is left of what was opened before.
        let database = try house.openAgain().opened(with: KeyStore(path: house.keys.path))
        for algorithm in [SigningAlgorithm.es256, .edDSA] {
            #expect(try await database.read { try $0.signingKeys.signer(algorithm) } != nil)
        }
    }

    @Test("They move to another database, and sign there with the same key file")
    func copied() async throws {
        let key = try Self.new()
        _ = try await add(key)
        let target = try await EmptyHouse()
        let database = try target.open()
        try await database.migrate()
        _ = try await house.database.copy(to: database)
        let there = try await database.opened(with: house.keys).read { try $0.signingKeys.signer(.es256) }
        #expect(there?.privatePart == key.privatePart)
    }

    @Test("K3 With the database alone nobody signs: another key file opens none")
    func alone() async throws {
        _ = try await add(try Self.new())
        let other = try await TestHouse()
        await #expect(throws: UnsealingFailed.self) {
            try await house.database.opened(with: other.keys).read { try $0.signingKeys.signer(.es256) }
        }
    }

    @Test("What is kept open signs no longer than its row is there, and never in the place of another key")
    func keptOpen() async throws {
        _ = try await add(try Self.new())
        let first = try #require(try await signer())
        #expect(try await signer()?.id == first.id)
        let databases = databases
        _ = try await databases[1].write { try $0.signingKeys.withdrawAll() }
        #expect(try await signer() == nil)
        let next = try Self.new()
        _ = try await databases[1].write { try $0.signingKeys.add(next, from: $0.now, after: nil) }
        #expect(try await signer()?.id == next.id)
    }

    @Test("A private part that was put into another key's row does not open")
    func moved() async throws {
        _ = try await add(try Self.new(.es256))
        _ = try await add(try Self.new(.edDSA))
        try await house.execute(
            """
            UPDATE signing_key SET private_key = (SELECT private_key FROM signing_key WHERE algorithm = 'EdDSA')
            WHERE algorithm = 'ES256'
            """)
        await #expect(throws: UnsealingFailed.self) { try await signer() }
    }

    @Test(
        "A row that is not what was stored is a fault, not a key",
        arguments: [
            "algorithm = 'HS256'", "algorithm = 'EdDSA'", "kid = 'other'",
            "public_key = (SELECT public_key FROM signing_key WHERE algorithm = 'EdDSA')",
        ])
    func altered(_ change: String) async throws {
        _ = try await add(try Self.new(.es256))
        if change.contains("SELECT") { _ = try await add(try Self.new(.edDSA)) }
        try await house.execute("UPDATE signing_key SET \(change) WHERE algorithm = 'ES256'")
        await #expect(throws: (any Error).self) { try await list() }
    }
}
