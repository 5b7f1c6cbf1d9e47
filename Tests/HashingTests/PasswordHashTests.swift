import Domain
import Foundation
import TestSupport
import Testing

@testable import Hashing

@Suite("Hashing passwords")
struct PasswordHashTests {
    static let cheap = HashingCost(memoryKiB: 8, passes: 1)

    func hasher(cost: HashingCost = cheap, queueLimit: Int = 100) throws -> PasswordHasher {
        try PasswordHasher(cost: cost, workers: 2, queueLimit: queueLimit, random: .system)
    }

    private func hash(_ text: String, _ hasher: PasswordHasher) async throws -> PasswordHash {
        try await hasher.turn(.stranger) { try await $0.hash(Password(typed: text)) }
    }

    private func verify(
        _ text: String, against hash: PasswordHash?, _ hasher: PasswordHasher
    ) async throws -> PasswordVerdict {
        try await hasher.turn(.stranger) {
            try await $0.verify(
                Password(typed: text), against: hash,
                for: Attempt(
                    chargedTo: GuessingSource(account: "anna", place: .elsewhere), at: Timestamp(milliseconds: 0)))
        }
    }

    @Test("It is Argon2id with a salt of its own and its cost in it")
    func form() async throws {
        let hasher = try hasher()
        let first = try await hash("one password for two", hasher)
        let second = try await hash("one password for two", hasher)
        #expect(first.text.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(first != second)
    }

    @Test("ASVS 6.2.8 the password is compared exactly as sent")
    func exact() async throws {
        let hasher = try hasher()
        var random = SeededRandom(seed: 3)
        let text = (0..<100).map { _ in String(UnicodeScalar(UInt8.random(in: 33...126, using: &random))) }.joined()
        let hash = try await hash(text, hasher)
        #expect(try await verify(text, against: hash, hasher) == .right(renewed: nil))
        let others =
            [64, 71, 72, 73, 99].map { String(text.prefix($0)) } + [
                text + " ", " " + text, text.lowercased(), text.uppercased(), text + "\u{0}", text + "\u{0}x", "",
            ]
        for other in others { #expect(try await verify(other, against: hash, hasher) == .wrong) }
    }

    @Test("A NUL inside a password does not cut it")
    func nul() async throws {
        let hasher = try hasher()
        let hash = try await hash("before\u{0}after", hasher)
        #expect(try await verify("before", against: hash, hasher) == .wrong)
        #expect(try await verify("before\u{0}other", against: hash, hasher) == .wrong)
    }

    @Test("Without a stored hash every password is wrong")
    func decoy() async throws {
        let hasher = try hasher()
        for text in ["", "a", TokenText.any] {
            #expect(try await verify(text, against: nil, hasher) == .wrong)
        }
    }

    @Test("A password over 1,000 bytes is wrong without being hashed")
    func tooLong() async throws {
        #expect(try await verify(String(repeating: "x", count: 1001), against: nil, hasher()) == .wrong)
    }

    @Test("A hash of another cost is right, and renewed")
    func renewal() async throws {
        let hasher = try hasher()
        let old = try await hash("an old password", self.hasher(cost: HashingCost(memoryKiB: 16, passes: 1)))
        guard case .right(let renewed?) = try await verify("an old password", against: old, hasher)
        else {
            Issue.record("not renewed")
            return
        }
        #expect(renewed.text.contains("m=8,t=1,p=1"))
        #expect(try await verify("an old password", against: renewed, hasher) == .right(renewed: nil))
    }

    @Test("A verdict is silent about the hash in it")
    func silentVerdict() {
        let canary = "canary-7f3a9c"
        let verdict = PasswordVerdict.right(renewed: PasswordHash(unsealed: Secret(canary)))
        var dumped = ""
        dump([verdict], to: &dumped)
        for text in ["\(verdict)", String(reflecting: verdict), "\([1: verdict])", dumped] {
            #expect(!text.contains(canary), "\(text)")
        }
    }

    @Test(
        "A damaged hash says neither right nor wrong",
        arguments: [
            "", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$BBBB", "plain",
            "$argon2id$v=19$m=8,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ])
    func damaged(_ text: String) async throws {
        await #expect(throws: HashingFailed.damaged) {
            try await verify(text, against: PasswordHash(unsealed: Secret(text)), hasher())
        }
    }

    @Test("A hash that gets no memory says neither right nor wrong")
    func noMemory() throws {
        let password = Password(typed: "a password of these tests")
        // 95 GiB, and no more than 64 are to be had.
        let text =
            "$argon2id$v=19$m=99999999,t=1,p=1$" + String(repeating: "A", count: 22) + "$"
            + String(repeating: "A", count: 43)
        var before = rlimit()
        getrlimit(addressSpace, &before)
        var tight = before
        tight.rlim_cur = 64 << 30
        setrlimit(addressSpace, &tight)
        defer { setrlimit(addressSpace, &before) }
        #expect(throws: HashingFailed.noMemory) { try PasswordHash(unsealed: Secret(text)).matches(password) }
    }

    @Test("The least cost outside of tests is OWASP's")
    func floor() {
        #expect(HashingCost.least == HashingCost(memoryKiB: 19_456, passes: 2))
    }
}

private enum TokenText {
    static var any: String { Token(from: .system).text }
}

private let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
