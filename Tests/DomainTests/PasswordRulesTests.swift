import TestSupport
import Testing

@testable import Domain

@Suite("What makes a new password good enough")
struct PasswordRulesTests {
    let rules = PasswordRules.standard

    func problem(_ text: String, user: [String] = ["anna.kovacs", "Kovács Anna", "anna@example.org"])
        -> PasswordProblem?
    {
        rules.problem(with: Password(typed: text), words: ["gatehouse", "Danube Contact"] + user)
    }

    @Test("ASVS 6.2.1 the minimum is 12 characters: 11 are refused, 12 are fine")
    func minimum() {
        #expect(problem("vktmrqpzwhx") == .tooShort(minimum: 12))
        #expect(problem("vktmrqpzwhxn") == nil)
        #expect(problem("") == .tooShort(minimum: 12))
    }

    @Test("ASVS 6.2.4 every password of the shipped list that is long enough is refused")
    func everyListed() {
        let long = CommonPasswords.all.filter { $0.unicodeScalars.count >= rules.minimum }
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
            "121212121212", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊", "aaaaaaaaaaab", "111111111112", "           x", "baaaaaaaaaaa",
            "aaaabbbbcccc", "abcabcabcabcd", "xkqpxkqpxkqp", "abcd1234abcd", "abcd1234qwer", "aaaaaa222222!",
            "абвгдежзийкл", "aAaAaAaAaAaA", "ａａａａａａａａａａａｂ", "\u{200B}\u{200B}\u{200B}\u{200B}\u{200B}aaaaaaa",
        ])
    func patterns(_ text: String) {
        #expect(problem(text) == .pattern)
    }

    @Test(
        "Rows of keys are refused, on the English and on the Hungarian keyboard, either way",
        arguments: [
            "qwertyuiopas", "qwertzuiopőú", "asdfghjkléáű", "QWERTZUIOPŐÚ", "poiuytrewqlk", "zxcvbnm,./12",
            "íyxcvbnm,.-1",
            "1qaz2wsx3edc", "4rfv3edc2wsx", "1234567890öüó", "!@#$%^&*()_+", "qwertyqwerty", "asdfasdfasdf",
            "qwer1234asdf",
        ])
    func keys(_ text: String) {
        #expect(problem(text) == .pattern)
    }

    @Test(
        "ASVS 6.2.4 the list is compared without accents",
        arguments: ["jelszójelszó", "Jelszó2026!!", "JELSZÓ123456", "pásswördpásswörd", "súnshine2026"])
    func accents(_ text: String) {
        #expect(problem(text) == .common)
    }

    @Test(
        "One word with a year is refused, and told so",
        arguments: [
            "Kecskemét2026", "kecskemet2026!", "2026Kecskemét", "Vizilabda1987!!", "vízilabda20261125",
            "vízilabda25112026",
            "Vizilabda-2026.",
        ])
    func wordWithYear(_ text: String) {
        #expect(problem(text) == .wordWithYear)
    }

    @Test(
        "Well-chosen ones of the same characters pass",
        arguments: [
            "baabbabaaababbbabbaaababbaabbbabab", "112121221112122211212111221212", "tqpweoryiaus", "úőpoqzwietur",
            "kecskemét tavasszal 2026", "kecskemétialmafa2026", "vízilabda bajnok 1987", "kecskemét4071",
            "            anna walks      ", "48201957364029581736", "3141592653589793", "!&%(+=\"'/§)@",
        ])
    func wellChosen(_ text: String) {
        #expect(problem(text, user: []) == nil)
    }

    @Test(
        "Good phrases pass, in English and in Hungarian",
        arguments: [
            "correct horse battery staple", "seven brown foxes in the attic", "my aunt paints green trams",
            "three wet umbrellas", "lantern-otter-violin", "WhenTheTideTurnsWeSail", "coffee at 6 below zero",
            "zebra pickle monsoon", "Sixteen tons and what", "a sad tuba, twice", "tomato7clarinet",
            "öt nyúl a padláson", "esik eső, szép időnk lesz", "Zöld ló ugrik a kertben", "három szürke galamb",
            "kávé és kakaós csiga", "a nagymamám biciklije", "Árvíztűrő tükörfúrógép", "télen is úszom a Balatonban",
            "piros-szilva-mozdony", "hétfőn sosem főzök", "cickafark bagoly traktor", "elfelejtettem az esernyőt",
        ])
    func phrases(_ text: String) {
        #expect(problem(text) == nil)
    }

    @Test(
        "Thousands of random passwords pass, whatever they are made of; a few may look like a listed word, or one with a year"
    )
    func random() {
        var random = SeededRandom()
        var refused: [String] = []
        let kinds: [(String, Int)] = [
            ("abcdefghijklmnopqrstuvwxyz", 14), ("abcdefghijkmnpqrstuvwxyz23456789", 13), ("0123456789abcdef", 16),
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 12),
            ("aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz", 14),
            ((0x21...0x7E).map { "\(Unicode.Scalar(UInt8($0)))" }.joined(), 12), ("0123456789", 20),
        ]
        for (letters, count) in kinds {
            for _ in 0..<700 {
                let text = (0..<count).map { _ in String(letters.randomElement(using: &random) ?? "x") }.joined()
                if problem(text, user: []) != nil { refused.append(text) }
            }
        }
        #expect(refused.count < 5, "\(refused), seed \(random.seed)")
    }

    @Test("Thousands of phrases of four random words pass")
    func randomPhrases() {
        var random = SeededRandom()
        let words = CommonPasswords.all.filter { $0.count >= 4 && $0.allSatisfy { ("a"..."z").contains($0) } }
        for _ in 0..<2000 {
            let text = (0..<4).map { _ in words.randomElement(using: &random) ?? "word" }.joined(separator: " ")
            #expect(problem(text, user: []) == nil, "\(text), seed \(random.seed)")
        }
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

    @Test("ASVS 6.2.4 the short entries of the list count too: repeated until it is long enough, each is refused")
    func shortEntries() {
        let allowed = CommonPasswords.all.enumerated().filter { $0.offset % 11 == 0 }.map(\.element)
            .filter { $0.count < PasswordRules.standard.minimum }
            .map { String(repeating: $0, count: max(2, (PasswordRules.standard.minimum + $0.count - 1) / $0.count)) }
            .filter { problem($0) == nil }
        #expect(allowed.isEmpty, "\(allowed.prefix(20))")
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
        String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
