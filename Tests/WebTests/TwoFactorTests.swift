import Domain
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Switching two-factor authentication on and off")
struct TwoFactorTests {
    @Test("A right code switches it on: the menu says so, and the next sign-in asks for a code")
    func on() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let totp = try await house.switchOn(browser)
        let page = try await browser.get("/profile/two-factor")
        #expect(page.says == Texts.english("notice.twoFactorOn"))
        #expect(page.text.contains("Two-factor authentication (enabled)"))
        #expect(page.shownKey.isEmpty && !page.text.contains("otpauth:"))
        #expect(try await house.enrolledTOTP(of: id) != nil)
        #expect(try await house.browser().signIn("anna").location == "/sign-in/code")
        house.clock.advance(by: .seconds(30))
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test("Neither a reload nor a wrong code makes another key, and nothing is on before the right one")
    func keyStays() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let key = try await browser.get("/profile/two-factor").shownKey
        let totp = try await browser.get("/profile/two-factor").shownTOTP
        for (code, says) in [
            (house.wrongCode(totp), Texts.english("code.wrongNewKey")), ("", Texts.english("code.empty")),
            ("abc", Texts.english("code.malformed")),
            (house.code(totp, steps: 8), Texts.english("code.clockAhead", ["minutes": "4"])),
        ] {
            let answer = try await browser.submit("/profile/two-factor", [("code", code)])
            #expect(answer.status == 422 && answer.shownKey == key)
            #expect(answer.says == says)
        }
        #expect(try await browser.get("/profile/two-factor").shownKey == key)
        #expect(try await house.enrolledTOTP(of: id) == nil)
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("The pending key belongs to the session: another session has another, and its codes do not confirm this one")
    func ownSession() async throws {
        let house = try await TestHouse()
        let (first, id) = try await house.signedIn()
        let second = house.browser()
        try await second.signIn("anna")
        let keys = [try await first.get("/profile/two-factor"), try await second.get("/profile/two-factor")]
        #expect(keys[0].shownKey != keys[1].shownKey)
        #expect(try await second.submit("/profile/two-factor", [("code", house.code(keys[0].shownTOTP))]).status == 422)
        #expect(try await house.enrolledTOTP(of: id) == nil)
    }

    @Test("The pending key dies after 15 minutes")
    func dies() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let page = try await browser.get("/profile/two-factor")
        house.clock.advance(by: .minutes(10))
        try await browser.stepUp()
        house.clock.advance(by: .minutes(5) - .seconds(1))
        #expect(try await browser.get("/profile/two-factor").shownKey == page.shownKey)
        house.clock.advance(by: .seconds(1))
        let csrf = try await browser.formToken()
        let answer = try await browser.postRaw(
            "/profile/two-factor", [("csrf", csrf), ("code", house.code(page.shownTOTP))])
        #expect(answer.location == "/profile/two-factor")
        #expect(try await house.enrolledTOTP(of: id) == nil)
        #expect(try await browser.get("/profile/two-factor").shownKey != page.shownKey)
    }

    @Test("Cancelling throws the pending key away, and so does the session's end")
    func cancel() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let key = try await browser.get("/profile/two-factor").shownKey
        #expect(try await browser.submit("/profile/two-factor/cancel").location == "/profile")
        #expect(try await house.count("totp_enrolment") == 0)
        #expect(try await browser.get("/profile/two-factor").shownKey != key)
        try await browser.submit("/sign-out")
        #expect(try await house.count("totp_enrolment") == 0)
    }

    @Test("A wrong code switches nothing off, the right one does, and the key is erased")
    func off() async throws {
        let house = try await TestHouse()
        let (browser, id, totp) = try await house.signedInWithTwoFactors()
        for code in [house.wrongCode(totp), "", "12345"] {
            #expect(try await browser.submit("/profile/two-factor", [("code", code)]).status == 422)
            #expect(try await house.enrolledTOTP(of: id) != nil)
        }
        #expect(
            try await browser.submit("/profile/two-factor", [("code", house.code(totp))]).location
                == "/profile/two-factor")
        #expect(try await browser.get("/profile/two-factor").says == Texts.english("notice.twoFactorOff"))
        #expect(try await house.count("totp") == 0)
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("ASVS 6.5.1 the code that signed in does not also switch off")
    func usedCode() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let code = house.code(totp)
        try await browser.signIn("anna", code: code)
        let answer = try await browser.submit("/profile/two-factor", [("code", code)])
        #expect(answer.status == 422 && answer.says == Texts.english("code.used"))
        #expect(try await house.count("totp") == 1)
    }

    @Test("ASVS 7.4.3 switching on or off ends the other sessions and gives this one a new token")
    func endsOthers() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        for isOn in [false, true] {
            let other = house.browser()
            try await other.signIn("anna")
            if isOn {
                house.clock.advance(by: .seconds(30))
                try await other.submit("/sign-in/code", [("code", house.code(try await storedTOTP(house)))])
                house.clock.advance(by: .seconds(30))
            }
            #expect(try await other.isSignedIn())
            let old = browser.copy()
            if isOn {
                try await browser.submit("/profile/two-factor", [("code", house.code(try await storedTOTP(house)))])
            } else {
                _ = try await house.switchOn(browser)
            }
            #expect(browser.cookies[Cookies.session] != old.cookies[Cookies.session])
            #expect(try await browser.isSignedIn())
            #expect(try await old.isSignedIn() == false)
            #expect(try await other.isSignedIn() == false)
        }
    }

    /// The authenticator as the database has it.
    private func storedTOTP(_ house: TestHouse) async throws -> TOTP {
        try #require(try await house.enrolledTOTP(of: try await house.userID("anna"))).totp
    }

    @Test("A half-done sign-in does not outlive switching on or off")
    func halfDone() async throws {
        let house = try await TestHouse()
        let (browser, _, totp) = try await house.signedInWithTwoFactors()
        let half = house.browser()
        try await half.signIn("anna")
        try await browser.submit("/profile/two-factor", [("code", house.code(totp))])
        #expect(try await half.get("/sign-in/code").location == "/sign-in")
    }

    @Test("R10 ASVS 7.5.1 switching on and off needs a recent proof, and the proof leads back")
    func recentProof() async throws {
        let house = try await TestHouse()
        let (browser, id, totp) = try await house.signedInWithTwoFactors()
        house.clock.advance(by: .minutes(15))
        let csrf = try await browser.formToken()
        let answer = try await browser.postRaw("/profile/two-factor", [("csrf", csrf), ("code", house.code(totp))])
        #expect(answer.location == "/step-up?next=%2Fprofile%2Ftwo-factor")
        #expect(try await house.enrolledTOTP(of: id) != nil)
        let proven = try await browser.submit(
            "/step-up", [("password", TestHouse.password), ("code", house.code(totp)), ("next", "/profile/two-factor")])
        #expect(proven.location == "/profile/two-factor")
    }

    @Test(
        "ASVS 7.5.1 a step-up takes both factors where there are two",
        arguments: [("", true), ("wrong", true), (TestHouse.password, false)])
    func stepUp(_ password: String, _ hasCode: Bool) async throws {
        let house = try await TestHouse()
        let (browser, _, totp) = try await house.signedInWithTwoFactors()
        let old = browser.cookies[Cookies.session]
        let answer = try await browser.stepUp(password: password, code: hasCode ? house.code(totp) : "")
        #expect(answer.status == 401)
        #expect(browser.cookies[Cookies.session] == old)
    }

    @Test(
        "R58 the key of a running sign-in cannot be replaced: a second authenticator is never enrolled over the first")
    func replaced() async throws {
        let house = try await TestHouse()
        let (first, id) = try await house.signedIn()
        let second = house.browser()
        try await second.signIn("anna")
        let pending = try await second.get("/profile/two-factor").shownTOTP
        let csrf = try await second.formToken()
        let totp = try await house.switchOn(first)
        let answer = try await second.postRaw("/profile/two-factor", [("csrf", csrf), ("code", house.code(pending))])
        #expect(answer.location == "/sign-in?next=%2Fprofile%2Ftwo-factor")
        house.clock.advance(by: .seconds(30))
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
        #expect(try await house.enrolledTOTP(of: id) != nil)
    }

    @Test("Sixteen right codes at once enrol one authenticator")
    func race() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let totp = try await browser.get("/profile/two-factor").shownTOTP
        let csrf = try await browser.formToken()
        let code = house.code(totp)
        let answers = try await TestSupport.race(16) { _ in
            try await browser.copy().postRaw("/profile/two-factor", [("csrf", csrf), ("code", code)])
        }
        #expect(answers.filter { $0.sets(Cookies.session) }.count == 1)
        #expect(try await house.count("totp") == 1)
    }
}
