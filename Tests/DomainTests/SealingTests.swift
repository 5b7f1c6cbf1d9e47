import Testing

@testable import Domain

@Suite("Sealing")
struct SealingTests {
    let place = SealedPlace(table: "totp", column: "secret", row: "1")
    let secret = Secret("the key of an authenticator")

    func keyring() throws -> Keyring { try #require(Keyring([SealingKey(from: .system)])) }

    @Test("What is sealed opens in its place")
    func opens() throws {
        let keyring = try keyring()
        let sealed = try keyring.seal(secret, at: place, random: .system)
        #expect(try keyring.open(sealed, at: place) == secret)
        #expect(sealed.keyID == keyring.currentID)
        #expect(sealed.box.count == secret.count + 12 + 16)
    }

    @Test(
        "It opens in no other table, column or row",
        arguments: [
            ("password", "secret", "1"), ("totp", "hash", "1"), ("totp", "secret", "2"), ("totp", "secret", ""),
        ])
    func bound(_ table: String, _ column: String, _ row: String) throws {
        let keyring = try keyring()
        let sealed = try keyring.seal(secret, at: place, random: .system)
        #expect(throws: UnsealingFailed.self) {
            try keyring.open(sealed, at: SealedPlace(table: table, column: column, row: row))
        }
    }

    @Test("Every flipped bit is noticed, and every missing byte")
    func altered() throws {
        let keyring = try keyring()
        let sealed = try keyring.seal(secret, at: place, random: .system)
        for bit in 0..<sealed.box.count * 8 {
            var other = sealed
            other.box[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: UnsealingFailed.self) { try keyring.open(other, at: place) }
        }
        for count in 0..<sealed.box.count {
            #expect(throws: UnsealingFailed.self) {
                try keyring.open(Sealed(keyID: sealed.keyID, box: Array(sealed.box.prefix(count))), at: place)
            }
        }
    }

    @Test("Nonces are never the same")
    func nonces() throws {
        let keyring = try keyring()
        let nonces = try (0..<1000).map { _ in
            Array(try keyring.seal(secret, at: place, random: .system).box.prefix(12))
        }
        #expect(Set(nonces).count == 1000)
    }

    @Test("Another key does not open it, also under the same id")
    func otherKey() throws {
        let sealed = try keyring().seal(secret, at: place, random: .system)
        #expect(throws: UnsealingFailed.self) { try keyring().open(sealed, at: place) }
        let impostor = try #require(SealingKey(id: sealed.keyID, key: Secret(RandomSource.system.bytes(32))))
        #expect(throws: UnsealingFailed.self) { try #require(Keyring([impostor])).open(sealed, at: place) }
    }

    @Test("An older key of the ring still opens, the first one seals")
    func rotation() throws {
        let old = SealingKey(from: .system)
        let sealed = try #require(Keyring([old])).seal(secret, at: place, random: .system)
        let ring = try #require(Keyring([SealingKey(from: .system), old]))
        #expect(try ring.open(sealed, at: place) == secret)
        #expect(try ring.seal(secret, at: place, random: .system).keyID == ring.keys[0].id)
    }

    @Test("A ring has a key, and no two of one id")
    func ring() {
        let key = SealingKey(from: .system)
        #expect(Keyring([]) == nil)
        #expect(Keyring([key, key]) == nil)
    }
}
