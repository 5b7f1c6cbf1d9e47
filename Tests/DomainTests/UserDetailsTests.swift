import Testing

@testable import Domain

@Suite("What is typed about a user")
struct UserDetailsTests {
    private func problems(_ name: String, _ email: String) -> [DetailsProblem] {
        UserDetails(displayName: name, email: email, language: .english).problems
    }

    @Test(
        "Usual names and addresses are fine",
        arguments: ["", "Őrsi Katalin", "O'Neil", "<b>", String(repeating: "ő", count: 100)])
    func names(_ name: String) {
        #expect(problems(name, "anna@example.org") == [])
    }

    @Test("A name of 101 characters is refused")
    func longName() {
        #expect(problems(String(repeating: "a", count: 101), "") == [.displayNameTooLong])
    }

    @Test(
        "Characters that nobody sees are refused by name",
        arguments: [
            ("Anna \u{202E}sevoK", .direction), ("Anna\u{2066} Kovács", .direction), ("Anna\u{200F}K", .direction),
            ("A\u{61C}b", .direction), ("An\u{200D}na", .joiner), ("An\u{200C}na", .joiner), ("An\u{FE0F}na", .joiner),
            ("a\nb", .control), ("a\u{0}b", .control), ("a\u{2028}b", .control), ("An\u{200B}na", .empty),
            ("An\u{2060}na", .empty), ("An\u{FEFF}na", .empty), ("An\u{AD}na", .empty), ("An\u{3164}na", .empty),
        ] as [(String, UnseenCharacter)])
    func unseen(_ name: String, _ kind: UnseenCharacter) {
        #expect(problems(name, "") == [.displayNameUnseen(kind)])
    }

    @Test("What is typed or pasted loses what nobody sees around the name, and in the whole address")
    func typed() {
        let details = UserDetails(
            typedName: "\u{2068}Anna Kovács\u{2069}\u{200B} ", typedEmail: " \u{200E}anna@ex\u{200B}ample.org\u{FEFF}",
            language: .english)
        #expect(details.displayName == "Anna Kovács" && details.email == "anna@example.org" && details.problems == [])
    }

    @Test(
        "An address has one @ with something on both sides",
        arguments: [
            "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n", "a@b\u{0}", "a\u{A0}@b",
            String(repeating: "a", count: 260) + "@b",
        ])
    func badAddresses(_ address: String) {
        #expect(problems("", address) == [.emailMalformed])
    }

    @Test("Every action has an id of its own in the usual form")
    func actions() {
        #expect(Set(Action.allCases.map(\.rawValue)).count == Action.allCases.count)
        #expect(Action.allCases.allSatisfy { $0.rawValue.wholeMatch(of: /[a-z-]+(\.[a-z-]+)?/) != nil })
    }
}
