import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The policy is read in the transaction that acts by it")
struct PolicyTests {
    private static let new = "seven brown foxes in the attic"

    @Test("Fewer misses lock, and a shorter lock ends: from the next attempt on")
    func guessing() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        try await house.addUser("bence")
        _ = try await house.guess(4, at: "anna", from: house.browser())
        try await house.execute("UPDATE security_policy SET lock_after = 5, lock_seconds = 3600")
        let last = try await house.guess(1, at: "anna", from: house.browser())
        let until = Texts.english("signIn.locked", ["until": Moment.clock(house.clock.now + .minutes(60))])
        #expect(last?.status == 429 && last?.says == until)
        house.clock.advance(by: .minutes(59))
        #expect(try await house.browser().signIn("anna").status == 429)
        _ = try await house.guess(5, at: "bence", from: house.browser())
        #expect(try await house.browser().signIn("bence").status == 429)
        house.clock.advance(by: .seconds(31))
        #expect(try await house.browser().signIn("bence").status == 429)
        // A lock that ends well after one that began now is over.
        try await house.execute("UPDATE security_policy SET lock_seconds = 60")
        #expect(try await house.browser().signIn("bence").location == "/")
    }

    @Test("Delays begin where the policy says, and last no longer than it says")
    func delays() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        try await house.execute("UPDATE security_policy SET delay_from = 1, longest_delay_seconds = 2")
        let browser = house.browser()
        for wait in [1, 2, 2] {
            #expect(try await browser.signIn("anna", password: "wrong").status == 401)
            #expect(try await browser.signIn("anna").headers[.retryAfter] == "\(wait)")
            house.clock.advance(by: .seconds(wait))
        }
        #expect(try await browser.signIn("anna").location == "/")
    }

    @Test("An authenticator is disabled after as many wrong codes as the policy says, and that number is told")
    func disabling() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let totp = try await house.enrol(id)
        try await house.execute("UPDATE security_policy SET disable_after = 2")
        let browser = house.browser()
        try await browser.signIn("anna")
        #expect(try await browser.submit("/sign-in/code", [("code", house.wrongCode(totp))]).status == 401)
        let blocked = try await browser.submit("/sign-in/code", [("code", house.wrongCode(totp))])
        #expect(blocked.says == Texts.english("code.blocked", ["misses": "2"]))
    }

    @Test("The shortest password is the policy's, on the page and for the form")
    func passwords() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        try await house.execute("UPDATE security_policy SET password_minimum = 31")
        let page = try await browser.get("/profile/password").text
        #expect(page.contains(Texts.html("newPassword.hint").replacing("{{minimum}}", with: "31")))
        let fields = [("currentPassword", TestHouse.password), ("newPassword", Self.new)]
        let refused = try await browser.submit("/profile/password", fields)
        #expect(refused.status == 422 && refused.says == Texts.english("password.tooShort", ["minimum": "31"]))
        try await house.execute("UPDATE security_policy SET password_minimum = 30")
        #expect(try await browser.submit("/profile/password", fields).location == "/profile")
    }

    @Test("A password that the policy stopped taking while it was hashed is not stored, and costs no guess")
    func meanwhile() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let before = try await house.snapshot()["password"]
        let fields = [("currentPassword", TestHouse.password), ("newPassword", Self.new)]
        let token = try await browser.formToken()
        let answer = try await house.whilePasswordWaits {
            try await browser.postRaw("/profile/password", [("csrf", token)] + fields)
        } do: {
            try await house.execute("UPDATE security_policy SET password_minimum = 31")
        }
        #expect(answer.status == 422 && answer.says == Texts.english("password.tooShort", ["minimum": "31"]))
        #expect(try await house.snapshot()["password"] == before)
        #expect(try await house.count("guessing", where: "account = '\(id.text)' AND misses > 0") == 0)
    }

    @Test("A password link works for as long as the policy says, also one that was handed over before")
    func links() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna")
        let early = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        #expect(try await house.browser().get(early).status == 200)
        try await house.execute("UPDATE security_policy SET reset_seconds = 3600")
        #expect(try await house.browser().get(early).status == 410)
        let late = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        house.clock.advance(by: .minutes(59))
        #expect(try await house.browser().get(late).status == 200)
        house.clock.advance(by: .minutes(1))
        #expect(try await house.browser().get(late).status == 410)
    }

    @Test("A session that was open ends by the new limits, at its next request")
    func sessions() async throws {
        let house = try await TestHouse()
        let (idle, _) = try await house.signedIn()
        house.clock.advance(by: .minutes(6))
        #expect(try await idle.copy().isSignedIn())
        house.clock.advance(by: .minutes(6))
        try await house.execute("UPDATE security_policy SET idle_seconds = 300")
        #expect(try await idle.isSignedIn() == false)
        try await idle.signIn("anna")
        house.clock.advance(by: .minutes(4))
        #expect(try await idle.isSignedIn())
        try await house.execute("UPDATE security_policy SET absolute_seconds = 120")
        #expect(try await idle.isSignedIn() == false)
    }

    @Test("A proof is recent, and a second step open, for as long as the policy says")
    func proofs() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        house.clock.advance(by: .minutes(6))
        #expect(try await browser.get("/profile/two-factor").status == 200)
        try await house.execute("UPDATE security_policy SET recent_proof_seconds = 300, second_step_seconds = 60")
        #expect(try await browser.get("/profile/two-factor").location?.hasPrefix("/step-up") == true)
        _ = try await house.enrol(id)
        let other = house.browser()
        let first = try await other.signIn("anna")
        #expect(first.setCookies.contains { $0.hasPrefix(Cookies.signIn + "=") && $0.contains("Max-Age=60") })
        house.clock.advance(by: .seconds(59))
        #expect(try await other.get("/sign-in/code").status == 200)
        house.clock.advance(by: .seconds(1))
        #expect(try await other.get("/sign-in/code").status != 200)
    }
}
