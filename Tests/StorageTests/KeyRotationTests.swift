import Domain
import Flows
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite("Key rotation")
struct KeyRotationTests {
    @Test("Everything is sealed anew while people go on signing in, and everything still opens")
    func whileWritesGoOn() async throws {
        let house = try await TestHouse()
        var enrolled: [(name: String, totp: TOTP)] = []
        for number in 0..<12 {
            enrolled.append(("user\(number)", try await house.enrol(try await house.addUser("user\(number)"))))
        }
        let (pending, _) = try await house.signedIn("pending")
        let key = try await pending.get("/profile/two-factor").shownKey
        let before = try house.keys.keyring().currentID

        let people = enrolled
        async let signIns = race(12) { number in
            try await house.browser().signIn(people[number].name, code: house.code(people[number].totp)).location
        }
        let total = try await house.gatehouse.rotateKeys().resealed
        #expect(try await signIns == Array(repeating: "/", count: 12))

        let after = try house.keys.keyring().currentID
        #expect(after != before && total == 26)
        #expect(try await house.database.read { try $0.resealing.remaining() } == 0)
        #expect(try await pending.get("/profile/two-factor").shownKey == key)
        house.clock.advance(by: .seconds(30))
        #expect(try await house.browser().signIn("user3", code: house.code(people[3].totp)).location == "/")
    }

    @Test("More values than one batch are all sealed anew")
    func batches() async throws {
        let house = try await TestHouse()
        try await house.database.write { transaction in
            for number in 0..<Resealing.batchSize * 2 + 7 {
                let user = User(
                    id: transaction.newIdentifier(), name: UserName(stored: "u\(number)"),
                    details: UserDetails(displayName: "", email: "", language: .english), createdAt: transaction.now)
                _ = try transaction.users.add(user)
                try transaction.passwords.set(PasswordHash(unsealed: Secret("x")), for: user.id)
            }
        }
        #expect(try await house.gatehouse.rotateKeys().resealed == Resealing.batchSize * 2 + 7)
        #expect(try await house.activities(.keyRotated).count == 1)
    }

    @Test("Two rotations while a password is being compared do not disturb the sign-in", .timeLimit(.minutes(5)))
    func twiceWithinOneSignIn() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let location = try await house.whilePasswordWaits {
            try await house.browser().signIn("anna").location
        } do: {
            for _ in 0..<2 {
                let rotation = try await house.gatehouse.rotateKeys()
                #expect(rotation.madeKey)
            }
        }
        #expect(location == "/")
    }

    @Test("A second rotation takes the oldest key out of the file")
    func twice() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let first = try house.keys.keyring().currentID
        _ = try await house.gatehouse.rotateKeys()
        #expect(try house.keys.keyring().keys.map(\.id).contains(first))
        _ = try await house.gatehouse.rotateKeys()
        #expect(try house.keys.keyring().keys.count == 2)
        #expect(try house.keys.keyring().keys.map(\.id).contains(first) == false)
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("An interrupted rotation is gone on with, under the same key")
    func interrupted() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let old = try house.keys.keyring().keys[0]
        let new = SealingKey(from: .system)
        try house.keys.replace(with: try #require(Keyring([new, old])))
        #expect(try await house.gatehouse.rotateKeys().resealed == 1)
        #expect(try house.keys.keyring().currentID == new.id)
    }

    @Test("A rotation cut off between passwords and authenticators is finished before another key is made")
    func interruptedHalfWay() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let totp = try await house.enrol(id)
        let old = try house.keys.keyring()
        let next = try #require(Keyring([SealingKey(from: .system), old.keys[0]]))
        try house.keys.replace(with: next)
        try await house.database.write { transaction in
            let hash = try #require(try transaction.passwords.find(for: id))
            try transaction.passwords.renew(hash, for: id)
        }
        let finished = try await house.gatehouse.rotateKeys()
        #expect(!finished.madeKey && finished.resealed == 1)
        #expect(try house.keys.keyring().currentID == next.currentID)
        #expect(try await house.gatehouse.rotateKeys().madeKey)
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test("Of rotations at once some are refused, and everything still opens")
    func atOnce() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let outcomes = try await race(6) { _ in
            do {
                _ = try await house.gatehouse.rotateKeys()
                return true
            } catch KeyFileProblem.busy {
                return false
            }
        }
        #expect(outcomes.contains(true))
        #expect(try await house.database.read { try $0.resealing.remaining() } == 0)
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
    }
}
