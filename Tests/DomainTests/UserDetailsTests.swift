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

    @Test(
        "Too long names and control characters are refused",
        arguments: [String(repeating: "a", count: 101), "a\nb", "a\u{0}", "\u{7F}"])
    func badNames(_ name: String) {
        #expect(problems(name, "") == [.displayNameTooLong])
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

    @Test("The note of an activity is cut")
    func note() {
        #expect(Activity(.userChanged, by: .server, note: String(repeating: "n", count: 500)).note.count <= 200)
    }

    @Test("Every action has an id of its own in the usual form")
    func actions() {
        #expect(Set(Action.allCases.map(\.rawValue)).count == Action.allCases.count)
        #expect(Action.allCases.allSatisfy { $0.rawValue.wholeMatch(of: /[a-z-]+(\.[a-z-]+)?/) != nil })
    }
}
