import TestSupport
import Testing

@testable import Domain

@Suite("What makes a new password good enough")
struct PasswordRulesTests {
    let rules = PasswordRules(bannedWords: ["gatehouse", "Danube Contact"])

    func problem(_ text: String, user: [String] = ["anna.kovacs", "Kovács Anna", "anna@example.org"])
        -> PasswordProblem?
    {
        rules.problem(with: Password(typed: text), userWords: user)
    }

    @Test("ASVS 6.2.1 the minimum is 12 characters: 11 are refused, 12 are fine")
    func minimum() {
        #expect(problem("vktmrqpzwhx") == .tooShort(minimum: 12))
        #expect(problem("vktmrqpzwhxn") == nil)
        #expect(problem("") == .tooShort(minimum: 12))
    }

    @Test("ASVS 6.2.4 every password of the shipped list that is long enough is refused")
    func everyListed() {
        let long = CommonPasswords.all.filter { $0.unicodeScalars.count >= PasswordRules.minimum }
        #expect(long.count > 300)
        let allowed = long.filter { problem($0) == nil }
        #expect(allowed.isEmpty, "\(allowed.prefix(20))")
    }

    @Test("ASVS 6.2.4 the list has at least 3,000 entries, sorted, and every one is found")
    func listIsSearched() {
        let all = CommonPasswords.all
        #expect(all.count >= 3000)
        #expect(zip(all, all.dropFirst()).allSatisfy { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        let sample = all.enumerated().filter { $0.offset % 29 == 0 }.map(\.element) + [all[0], all[all.count - 1]]
        #expect(sample.allSatisfy(CommonPasswords.contains))
        #expect(!CommonPasswords.contains(""))
        #expect(!CommonPasswords.contains("no such password here"))
    }

    @Test(
        "ASVS 6.2.4 capitals, digits and signs around a listed password do not help",
        arguments: [
            "Password12345", "PASSWORD2026!", "2026!Password123", "!!!sunshine!!!", "passwordpassword", "ｐassword2026",
        ])
    func dressed(_ text: String) {
        #expect(problem(text) != nil)
    }

    @Test(
        "ASVS 6.2.5 there are no composition rules",
        arguments: [
            "vktmrqpzwhxndjfglbsc", "48201957364029581736", "            anna walks      ", "🦊🐻🦉🐝🦋🐌🐞🐢🐍🦎🐙🦑",
            "тихий дон течет", "ŰŐÚÁÉÍÖÜÓűőú",
        ])
    func composition(_ text: String) {
        #expect(problem(text, user: []) == nil)
    }

    @Test("ASVS 6.2.5 twenty random digits are fine, always")
    func digits() {
        var random = SeededRandom()
        for _ in 0..<300 {
            let text = (0..<20).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
            #expect(problem(text) == nil, "seed \(random.seed)")
        }
    }

    @Test("ASVS 6.2.9 long passwords are allowed", arguments: [64, 128, 250])
    func long(_ count: Int) {
        var random = SeededRandom(seed: 7)
        let scalars = (0..<count).map { _ in
            Character(Unicode.Scalar(UInt32.random(in: 0x1F400...0x1F4FF, using: &random)) ?? "a")
        }
        #expect(problem(String(scalars)) == nil)
    }

    @Test("A password of 1,000 bytes is allowed, 1,001 and 10,000 are refused before any hashing")
    func tooLong() {
        let text = (0..<500).map { _ in "kő" }.joined()
        #expect(Password(typed: String(text.prefix(600)) + "abc").isTooLong == false)
        #expect(problem(String(repeating: "abcdefgxyz", count: 100) + "x") == .tooLong)
        #expect(problem(String(repeating: "x", count: 10_000)) == .tooLong)
        #expect(Password(typed: String(repeating: "x", count: 1000)).isTooLong == false)
    }

    @Test("Length is counted in code points: a family emoji is several, a decomposed letter is one")
    func codePoints() {
        #expect(Password(typed: "👨‍👩‍👧‍👦").length == 7)
        #expect(Password(typed: "e\u{301}").length == 1)
        #expect(problem("🦊🐻🦉🐝🦋🐌🐞🐢🐍🦎🐙") == .tooShort(minimum: 12))
        #expect(problem("🦊🐻🦉🐝🦋🐌🐞🐢🐍🦎🐙🦑") == nil)
    }

    @Test("Composed and decomposed accents are the same password (NIST 3.1.1.2)")
    func normalised() {
        #expect(Password(typed: "caf\u{E9}") == Password(typed: "cafe\u{301}"))
        #expect(Password(typed: "cafe") != Password(typed: "Cafe"))
        #expect(Password(typed: "ﬁ") != Password(typed: "fi"))
    }

    @Test(
        "ASVS 6.2.11 names of product, organisation and user are refused, alone and decorated",
        arguments: [
            "gatehousegatehouse", "Gatehouse2026!", "DanubeContact1", "danube contact!!", "annakovacs2026",
            "Anna.Kovacs.1", "kovacsanna123", "anna@example.org",
            "annaannaannaanna",
        ])
    func context(_ text: String) {
        switch problem(text) {
        case .context, .pattern: break
        case let other: Issue.record("\(text): \(String(describing: other))")
        }
    }

    @Test(
        "ASVS 6.2.11 a name inside a longer phrase is fine",
        arguments: [
            "the gatehouse by the river at dawn", "anna never eats green pears", "password of the seventh moon",
        ])
    func inPhrase(_ text: String) {
        #expect(problem(text) == nil)
    }

    @Test(
        "Repetition and runs are refused",
        arguments: [
            "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijklm", "123456789012", "987654321098", "zyxwvutsrqpon",
            "121212121212", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊",
        ])
    func patterns(_ text: String) {
        #expect(problem(text) != nil)
    }

    @Test("ASVS 6.2.11 the reason names the word")
    func reason() {
        #expect(problem("Gatehouse2026!") == .context(word: "gatehouse"))
        #expect(problem("aaaaaaaaaaaa") == .pattern)
        #expect(problem("sunshinesunshine") == .common)
    }

    @Test(
        "ASVS 6.2.4 a listed password doubled is refused, also when it ends in a digit",
        arguments: ["sunshinesunshine", "trustno1trustno1", "1q2w3e4r1q2w3e4r"])
    func doubled(_ text: String) {
        #expect(problem(text) != nil)
    }

    @Test("Any text is judged without a crash")
    func anyText() {
        var random = SeededRandom()
        for _ in 0..<400 {
            let text = String(decoding: random.bytes(atMost: 60), as: UTF8.self)
            _ = problem(text, user: [text, String(text.reversed())])
        }
    }
}

extension CommonPasswords {
    /// Every entry of the list.
    static var all: [String] {
        list.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map(String.init)
    }
}
