import TestSupport
import Testing

@testable import Domain

@Suite("Hashing passwords")
struct PasswordHashTests {
    static let cheap = HashingCost(memoryKiB: 8, passes: 1)

    func hasher(cost: HashingCost = cheap, queueLimit: Int = 100) throws -> PasswordHasher {
        try PasswordHasher(cost: cost, workers: 2, queueLimit: queueLimit, random: .system)
    }

    @Test("It is Argon2id with a salt of its own and its cost in it")
    func form() async throws {
        let hasher = try hasher()
        let first = try await hasher.hash(Password(typed: "one password for two"))
        let second = try await hasher.hash(Password(typed: "one password for two"))
        #expect(first.text.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(first != second)
    }

    @Test("ASVS 6.2.8 the password is compared exactly as sent")
    func exact() async throws {
        let hasher = try hasher()
        var random = SeededRandom(seed: 3)
        let text = (0..<100).map { _ in String(UnicodeScalar(UInt8.random(in: 33...126, using: &random))) }.joined()
        let hash = try await hasher.hash(Password(typed: text))
        #expect(try await hasher.verify(Password(typed: text), against: hash) == .right(renewed: nil))
        let others =
            [64, 71, 72, 73, 99].map { String(text.prefix($0)) } + [
                text + " ", " " + text, text.lowercased(), text.uppercased(), text + "\u{0}", text + "\u{0}x", "",
            ]
        for other in others { #expect(try await hasher.verify(Password(typed: other), against: hash) == .wrong) }
    }

    @Test("A NUL inside a password does not cut it")
    func nul() async throws {
        let hasher = try hasher()
        let hash = try await hasher.hash(Password(typed: "before\u{0}after"))
        #expect(try await hasher.verify(Password(typed: "before"), against: hash) == .wrong)
        #expect(try await hasher.verify(Password(typed: "before\u{0}other"), against: hash) == .wrong)
    }

    @Test("Without a stored hash every password is wrong")
    func decoy() async throws {
        let hasher = try hasher()
        for text in ["", "a", TokenText.any] {
            #expect(try await hasher.verify(Password(typed: text), against: nil) == .wrong)
        }
    }

    @Test("A password over 1,000 bytes is wrong without being hashed")
    func tooLong() async throws {
        let hasher = try hasher(queueLimit: 0)
        #expect(try await hasher.verify(Password(typed: String(repeating: "x", count: 1001)), against: nil) == .wrong)
        await #expect(throws: PasswordHasher.QueueFull.self) {
            try await hasher.verify(Password(typed: "x"), against: nil)
        }
    }

    @Test("A hash of another cost is right, and renewed")
    func renewal() async throws {
        let old = try await hasher(cost: HashingCost(memoryKiB: 16, passes: 1)).hash(Password(typed: "an old password"))
        guard case .right(let renewed?) = try await hasher().verify(Password(typed: "an old password"), against: old)
        else {
            Issue.record("not renewed")
            return
        }
        #expect(renewed.text.contains("m=8,t=1,p=1"))
        #expect(try await hasher().verify(Password(typed: "an old password"), against: renewed) == .right(renewed: nil))
    }

    @Test(
        "A damaged hash matches nothing",
        arguments: ["", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$BBBB", "plain"])
    func damaged(_ text: String) async throws {
        #expect(
            try await hasher().verify(Password(typed: text), against: PasswordHash(unsealed: Secret(text))) == .wrong)
    }

    @Test("The least cost outside of tests is OWASP's")
    func floor() {
        #expect(HashingCost.least == HashingCost(memoryKiB: 19_456, passes: 2))
    }
}

private enum TokenText {
    static var any: String { Token(from: .system).text }
}
