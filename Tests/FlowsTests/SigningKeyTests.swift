import Domain
import Storage
import TestSupport
import Testing

@testable import Flows

@Suite("Keeping signing keys")
struct SigningKeyTests {
    private let house: TestHouse

    init() async throws {
        house = try await TestHouse()
    }

    private func ids(_ phase: SigningKeyPhase) async throws -> Set<String> {
        Set(
            try await house.gatehouse.signingKeys(by: .shell).filter { $0.phase == phase }.map(\.key.publicKey.id))
    }

    private func published() async throws -> Set<String> {
        Set(try await house.gatehouse.publishedKeys().map(\.id))
    }

    @Test("A new installation gets one key of each algorithm, which signs at once, and no more of them afterwards")
    func first() async throws {
        for _ in 0..<3 { try await house.gatehouse.keepSigningKeys() }
        let keys = try await house.gatehouse.signingKeys(by: .shell)
        #expect(keys.map(\.key.publicKey.algorithm).sorted { $0.rawValue < $1.rawValue } == [.es256, .edDSA, .rs256])
        #expect(keys.allSatisfy { $0.phase == .signing })
        #expect(try await published().count == 3)
        #expect(try await house.activities(.signingKeyMade).count == 3)
    }

    @Test("Until there is one of each, nothing is published and nothing is signed: could not, and not a fault")
    func none() async throws {
        await #expect(throws: NoSigningKey.self) { try await house.gatehouse.publishedKeys() }
        await #expect(throws: NoSigningKey.self) {
            try await house.gatehouse.read(.nothing(because: "a test"), by: .server) { try $0.signingKey(.rs256) }
        }
        try await house.gatehouse.keepSigningKeys()
        let key = try await house.gatehouse.read(.nothing(because: "a test"), by: .server) { try $0.signingKey(.rs256) }
        #expect(try await published().contains(key.id))
    }

    @Test("Replicas that start at once make one key of each algorithm", .timeLimit(.minutes(5)))
    func atOnce() async throws {
        let other = Gatehouse(
            database: try house.openAgain(), keys: house.keys, hasher: house.gatehouse.hasher,
            branding: house.gatehouse.branding)
        let replicas = [house.gatehouse, other]
        _ = try await race(6) { try await replicas[$0 % 2].keepSigningKeys() }
        #expect(try await house.count("signing_key") == 3)
        #expect(try await house.activities(.signingKeyMade).count == 3)
        house.clock.advance(by: .seconds(1))
        _ = try await race(6) { try await replicas[$0 % 2].rotateSigningKeys(by: .shell) }
        #expect(try await house.count("signing_key") == 6)
        #expect(try await ids(.signing).count == 3)
        #expect(try await ids(.waiting).count == 3)
    }

    @Test("K2 Day by day for half a year: each key is known for a day before it signs, and every 90 days it is another")
    func halfYear() async throws {
        var known: [Set<String>] = []
        var changes = 0
        var before: Set<String> = []
        for _ in 0..<185 {
            try await house.gatehouse.recordServer(.serverStarted)
            try await house.gatehouse.keepSigningKeys()
            let signing = try await ids(.signing)
            #expect(signing.count == 3)
            if let yesterday = known.last { #expect(yesterday.isSuperset(of: signing)) }
            if signing != before { changes += 1 }
            before = signing
            known.append(try await published())
            #expect(known[known.count - 1].isSuperset(of: signing))
            house.clock.advance(by: .days(1))
        }
        #expect(changes == 3)
        #expect(try await house.count("signing_key") == 9)
        // Only those that sign, or will, have a private part.
        #expect(try await house.count("signing_key", where: "private_key IS NOT NULL") == 3)
        #expect(try await house.activities(.signingKeyRetired).count == 6)
    }

    @Test("A clock that is suddenly a year ahead gives no key a time that does not come")
    func wrongClock() async throws {
        try await house.gatehouse.keepSigningKeys()
        house.clock.advance(by: .days(400))
        try await house.gatehouse.keepSigningKeys()
        #expect(try await house.count("signing_key") == 3)
    }

    @Test("Rotated by hand: successors wait for a day, then sign; asked for twice, there is one")
    func rotated() async throws {
        try await house.gatehouse.keepSigningKeys()
        let first = try await ids(.signing)
        // Entries of one moment have no order.
        house.clock.advance(by: .seconds(1))
        for _ in 0..<2 { try await house.gatehouse.rotateSigningKeys(by: .shell) }
        let next = try await ids(.waiting)
        #expect(try await ids(.signing) == first && next.count == 3)
        #expect(try await published() == first.union(next))
        house.clock.advance(by: .days(1))
        try await house.gatehouse.keepSigningKeys()
        #expect(try await ids(.signing) == next)
        #expect(try await ids(.retired) == first)
        #expect(try await published() == first.union(next))
        house.clock.advance(by: .days(1) + .minutes(10))
        #expect(try await published() == next)
        #expect(try await ids(.over) == first)
        #expect(try await house.activities(.signingKeyMade).filter { $0.interface == .known(.shell) }.count == 3)
    }

    @Test("Replaced at once: the old ones are not published and sign nothing any more, on every replica")
    func replaced() async throws {
        try await house.gatehouse.keepSigningKeys()
        try await house.gatehouse.rotateSigningKeys(by: .shell)
        let old = try await published()
        try await house.gatehouse.replaceSigningKeys(by: .shell)
        let new = try await published()
        #expect(old.count == 6 && new.count == 3 && new.isDisjoint(with: old))
        let other = try house.openAgain()
        for algorithm in SigningAlgorithm.allCases {
            let signer = try await other.read { try $0.signingKeys.signer(algorithm) }
            #expect(try new.contains(#require(signer).id))
        }
        let entry = try #require(try await house.activities(.signingKeysWithdrawn).first)
        #expect(entry.details == [.count(6)] && entry.interface == .known(.shell))
        try await house.gatehouse.keepSigningKeys()
        #expect(try await published() == new)
    }

    @Test("Housekeeping that is overtaken by a replacement brings no old key back")
    func overtaken() async throws {
        try await house.gatehouse.keepSigningKeys()
        let keys = try await house.database.read { try $0.signingKeys.list() }
        let stale = try #require(keys.last(of: .es256))
        try await house.gatehouse.replaceSigningKeys(by: .shell)
        let late = try SigningKey(making: .es256, random: .system)
        #expect(
            try await house.database.write { try $0.signingKeys.add(late, from: $0.now + .days(1), after: stale) }
                == false)
        #expect(try await house.count("signing_key") == 3)
    }
}
