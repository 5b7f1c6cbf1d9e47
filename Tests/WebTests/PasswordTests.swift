import Domain
import Hashing
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Changing one's own password")
struct PasswordTests {
    private static let new = "seven brown foxes in the attic"

    private func change(_ browser: TestBrowser, from current: String = TestHouse.password, to new: String = new)
        async throws -> TestAnswer
    {
        try await browser.submit("/profile/password", [("currentPassword", current), ("newPassword", new)])
    }

    @Test("ASVS 6.2.2 the new one works, the old one does not")
    func changed() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        #expect(try await change(browser).location == "/profile")
        #expect(try await browser.get("/profile").says == Texts.english("notice.passwordChanged"))
        #expect(try await house.browser().signIn("anna").status == 401)
        #expect(try await house.browser().signIn("anna", password: Self.new).location == "/")
    }

    @Test("ASVS 6.2.3 without or with a wrong current password nothing changes")
    func current() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let before = try await house.snapshot()["password"]
        for current in ["", "wrong"] {
            let answer = try await change(browser, from: current)
            #expect(answer.status == 422 && answer.says == Texts.english("password.wrong"))
        }
        #expect(try await browser.submit("/profile/password", [("newPassword", Self.new)]).status == 422)
        #expect(try await house.snapshot()["password"] == before)
    }

    @Test("A new password costs a hash only when the old one was right: none for a wrong one, none at all while locked")
    func hashes() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        func cost(of act: () async throws -> TestAnswer) async throws -> (status: Int, hashes: Int) {
            let before = house.hashes
            return (try await act().status, house.hashes - before)
        }
        // Comparing is a hash as well.
        #expect(try await cost { try await change(browser, from: "wrong") } == (422, 1))
        #expect(try await cost { try await change(browser, to: TestHouse.password) } == (422, 1))
        #expect(try await cost { try await change(browser, to: "short") } == (422, 0))
        #expect(try await cost { try await change(browser) } == (303, 2))
        for _ in 0..<10 {
            house.clock.advance(by: .seconds(31))
            _ = try await change(browser, from: "wrong")
        }
        #expect(try await cost { try await change(browser, from: Self.new, to: TestHouse.password) } == (429, 0))
        #expect(try await house.count("guessing", where: "account = '\(id.text)' AND misses = 10") == 1)
        #expect(try await house.browser().signIn("anna", password: Self.new).location == "/")
    }

    @Test("A link that is none costs no hash")
    func hashesOfLinks() async throws {
        let house = try await TestHouse()
        let fields = [("token", Token(from: .system).text), ("userName", "eve"), ("password", Self.new)]
        for path in ["/password-reset", "/setup"] {
            #expect(try await house.browser().submit(path, fields).status == 410)
        }
        #expect(house.hashes == 0)
    }

    @Test(
        "ASVS 6.2.1 ASVS 6.2.4 ASVS 6.2.11 what is not good enough is refused with its reason",
        arguments: [
            ("elevenchars", "password.tooShort", ["minimum": "12"]), ("", "password.tooShort", ["minimum": "12"]),
            ("Password12345", "password.common", [:]),
            ("123456789012", "password.pattern", [:]), ("Gatehouse2026!", "password.context", ["word": "gatehouse"]),
            ("annaannaanna1", "password.context", ["word": "anna"]),
            (String(repeating: "long ", count: 300), "password.tooLong", [:]),
            (TestHouse.password, "password.same", [:]),
        ] as [(String, String, [String: String])])
    func unfit(_ new: String, _ key: String, _ parameters: [String: String]) async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let answer = try await change(browser, to: new)
        #expect(answer.status == 422 && answer.says == Texts.english(key, parameters))
    }

    @Test(
        "ASVS 6.2.5 ASVS 6.2.9 any composition and 64 to 128 characters are fine",
        arguments: [
            "vktmrqpzwhxndjfglbsc", "48201957364029581736", "anna walks   at   night", "🦊🐻🦉🐝🦋🐌🐞🐢🐍🦎🐙🦑",
            String(repeating: "vk tm", count: 25),
        ])
    func fit(_ new: String) async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        #expect(try await change(browser, to: new).location == "/profile")
        #expect(try await house.browser().signIn("anna", password: new).location == "/")
    }

    @Test("ASVS 7.4.3 the other sessions end, this one gets a new token")
    func sessions() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let old = browser.copy()
        let other = house.browser()
        try await other.signIn("anna")
        _ = try await change(browser)
        #expect(browser.cookies[Cookies.session] != old.cookies[Cookies.session])
        #expect(try await browser.isSignedIn())
        #expect(try await old.isSignedIn() == false)
        #expect(try await other.isSignedIn() == false)
    }

    @Test("A half-done sign-in with the old password is dead")
    func halfDone() async throws {
        let house = try await TestHouse()
        let (browser, _, totp) = try await house.signedInWithTwoFactors()
        let thief = house.browser()
        try await thief.signIn("anna")
        _ = try await change(browser)
        #expect(try await thief.submit("/sign-in/code", [("code", house.code(totp))]).location == "/sign-in")
        #expect(try await thief.isSignedIn() == false)
    }

    @Test("R42 a reset link is dead once the password was changed")
    func resetLink() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna")
        let links = [
            try await admin.submit("/users/\(id.text)/password-reset").shownLink,
            try await admin.submit("/users/\(id.text)/password-reset").shownLink,
        ]
        let browser = house.browser()
        #expect(try await browser.get(links[0]).status == 410)
        let token = String(links[1].split(separator: "/").last ?? "")
        #expect(
            try await browser.submit("/password-reset", [("token", token), ("password", Self.new)]).location
                == "/sign-in")
        #expect(try await browser.get(links[1]).status == 410)
    }

    @Test("Two accents typed differently are one password")
    func normalised() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        _ = try await change(browser, to: "the caf\u{E9} by the river")
        #expect(try await house.browser().signIn("anna", password: "the cafe\u{301} by the river").location == "/")
    }

    @Test("What was typed is never sent back")
    func notEchoed() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let answer = try await change(browser, from: "typed-canary-one", to: "typed-canary-two-x")
        #expect(answer.status == 422 && !answer.text.contains("typed-canary"))
    }

    @Test("ASVS 11.2.2 a hash of another cost is stored anew by the next sign-in, and the password still works")
    func renewedHash() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: 16, passes: 1), workers: 1, queueLimit: 1, random: .system)
        let hash = try await hasher.turn(.stranger) { try await $0.hash(Password(typed: TestHouse.password)) }
        try await house.database.write { try $0.passwords.set(hash, for: id) }
        #expect(try await house.browser().signIn("anna").location == "/")
        let stored = try #require(try await house.database.read { try $0.passwords.find(for: id) })
        let text = stored.secret.reveal { String(decoding: $0, as: UTF8.self) }
        #expect(text.contains("m=8,t=1,p=1"))
        #expect(try await house.browser().signIn("anna").location == "/")
        #expect(try await house.browser().signIn("anna", password: "wrong").status == 401)
    }
}
