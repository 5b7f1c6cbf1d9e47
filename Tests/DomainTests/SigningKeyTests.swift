import CryptoExtras
import TestSupport
import Testing

@testable import Domain

@Suite("Signing keys")
struct SigningKeyTests {
    @Test("What was sealed is the same key again", arguments: SigningAlgorithm.allCases)
    func again(_ algorithm: SigningAlgorithm) throws {
        let key = try SigningKey(making: algorithm, random: .system)
        let read = try SigningKey(algorithm, key.privatePart)
        #expect(read.id == key.id && read.algorithm == algorithm)
        let stored = try PublicKey(algorithm, bytes: key.publicKey.bytes)
        #expect(stored.id == key.id)
        #expect(stored.isSignature(try read.signature(of: [1, 2, 3]), of: [1, 2, 3]))
    }

    @Test("An RSA key has 3072 bits")
    func size() throws {
        let key = try SigningKey(making: .rs256, random: .system)
        #expect(try _RSA.Signing.PublicKey(derRepresentation: key.publicKey.bytes).keySizeInBits == 3072)
    }

    @Test("K1 What is published are public members, use, algorithm and id", arguments: SigningAlgorithm.allCases)
    func published(_ algorithm: SigningAlgorithm) throws {
        let key = try SigningKey(making: algorithm, random: .system)
        guard case .object(let members) = key.publicKey.published else { throw NoObject() }
        let own: [SigningAlgorithm: [String]] = [
            .rs256: ["e", "kty", "n"], .es256: ["crv", "kty", "x", "y"], .edDSA: ["crv", "kty", "x"],
        ]
        #expect(members.map(\.name) == (try #require(own[algorithm])) + ["use", "alg", "kid"])
        #expect(key.publicKey.published["kid"] == .text(key.id))
        #expect(key.publicKey.published["alg"] == .text(algorithm.rawValue))
    }

    private struct NoObject: Error {}

    @Test("A key can be printed, and its private part is not in it", arguments: SigningAlgorithm.allCases)
    func unprintable(_ algorithm: SigningAlgorithm) throws {
        let key = try SigningKey(making: algorithm, random: .system)
        var dumped = ""
        dump(key, to: &dumped)
        let secret = key.privatePart.reveal(Array.init)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(!text.contains(Base64URL.encode(secret.prefix(24))))
            // As a list of numbers, in one line or in many.
            let numbers = text.matches(of: /\b\d{1,3}\b/).compactMap { UInt8($0.0) }
            #expect(!numbers.contains(sequence: secret.suffix(8)))
        }
    }

    @Test("Bytes that are no key of the algorithm are refused", arguments: SigningAlgorithm.allCases)
    func unreadable(_ algorithm: SigningAlgorithm) throws {
        var random = SeededRandom()
        for other in SigningAlgorithm.allCases where other != algorithm {
            let key = try SigningKey(making: other, random: .system)
            #expect(throws: PublicKey.Unreadable.self) { try PublicKey(algorithm, bytes: key.publicKey.bytes) }
        }
        for _ in 0..<500 {
            let bytes = random.bytes(atMost: 70, alphabet: "\u{4}0")
            if algorithm == .edDSA && bytes.count == 32 { continue }
            #expect(throws: PublicKey.Unreadable.self, "seed \(random.seed)") { try PublicKey(algorithm, bytes: bytes) }
        }
    }

    @Test("A point that is not on the curve is no key")
    func offCurve() {
        #expect(throws: PublicKey.Unreadable.self) {
            try PublicKey(.es256, bytes: [4] + Array(repeating: 1, count: 64))
        }
    }
}

extension [UInt8] {
    fileprivate func contains(sequence: ArraySlice<UInt8>) -> Bool {
        indices.contains { self[$0...].starts(with: sequence) }
    }
}
