import Domain
import Flows
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Forms that have been open for a while")
struct OldFormTests {
    @Test("After a step-up in one tab, the forms of the others still work: signing out signs out")
    func signOut() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let csrf = try await browser.formToken()
        try await browser.stepUp()
        #expect(try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "Anna")]).status == 303)
        #expect(try await browser.postRaw("/sign-out", [("csrf", csrf)]).location == "/sign-in")
        #expect(try await browser.isSignedIn() == false)
    }

    @Test("A sign-in that another tab has overtaken leads on, and what was typed is not looked at")
    func overtakenSignIn() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        for fields in [[("csrf", "of another time")], [("userName", "nobody"), ("password", "wrong")]] {
            let answer = try await browser.postRaw("/sign-in?next=%2Fprofile", fields)
            #expect(answer.status == 303 && answer.location == "/profile")
            #expect(!answer.sets(Cookies.session))
        }
        #expect(try await browser.isSignedIn())
        // Nobody is signed in elsewhere: it is refused as ever.
        #expect(try await house.browser().postRaw("/sign-in", [("csrf", "of another time")]).status == 403)
        let foreign = try await browser.postRaw("/sign-in", [], headers: ["Sec-Fetch-Site": "cross-site"])
        #expect(foreign.status == 403)
    }

    @Test("Signing out works from any form of ours, and from none of another site's")
    func anyForm() async throws {
        let house = try await TestHouse()
        for (headers, status) in [
            (["Sec-Fetch-Site": "same-origin"], 303), (["Origin": TestHouse.publicURL], 303),
            (["Sec-Fetch-Site": "cross-site"], 403), (["Origin": "https://evil.example"], 403), ([:], 403),
        ] {
            let (browser, _) = try await house.signedIn("user\(headers.count)\(headers.values.first?.count ?? 0)")
            for csrf in ["", "garbage"] {
                let answer = try await browser.postRaw("/sign-out", [("csrf", csrf)], headers: headers)
                #expect(answer.status == status)
                #expect(try await browser.isSignedIn() == (status == 403))
            }
        }
    }

    @Test("The forms of a session survive each new token it gets, from whatever gives one")
    func newTokens() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let csrf = try await browser.formToken()
        func save() async throws -> Int {
            try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "Anna")]).status
        }
        let totp = try await house.switchOn(browser)
        #expect(try await save() == 303)
        house.clock.advance(by: .seconds(30))
        try await browser.submit("/profile/two-factor", [("code", house.code(totp))])
        #expect(try await save() == 303)
        try await browser.submit(
            "/profile/password",
            [("currentPassword", TestHouse.password), ("newPassword", "seven brown foxes in the attic")])
        #expect(try await save() == 303)
    }

    @Test("A second window whose two factors were switched on in the first says so, and does not switch them off again")
    func switchedOnElsewhere() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let page = try await browser.get("/profile/two-factor")
        let form = ["csrf", "wanted", "key"].map { ($0, page.field($0) ?? "") }
        let totp = page.shownTOTP
        try await browser.postRaw("/profile/two-factor", form + [("code", house.code(totp))])
        house.clock.advance(by: .seconds(30))
        let answer = try await browser.postRaw("/profile/two-factor", form + [("code", house.code(totp))])
        #expect(answer.location == "/profile/two-factor")
        #expect(try await browser.get("/profile/two-factor").says == Texts.english("notice.twoFactorOnAlready"))
        #expect(try await house.enrolledTOTP(of: id) != nil)
    }

    @Test("A second window whose two factors were switched off in the first says so, and begins nothing")
    func switchedOffElsewhere() async throws {
        let house = try await TestHouse()
        let (browser, _, totp) = try await house.signedInWithTwoFactors()
        let page = try await browser.get("/profile/two-factor")
        let form = ["csrf", "wanted"].map { ($0, page.field($0) ?? "") }
        try await browser.postRaw("/profile/two-factor", form + [("code", house.code(totp))])
        house.clock.advance(by: .seconds(30))
        try await browser.postRaw("/profile/two-factor", form + [("code", house.code(totp))])
        #expect(try await browser.get("/profile/two-factor").says == Texts.english("notice.twoFactorOffAlready"))
    }

    @Test("A pending key that expired says that it was replaced, before and after its number is typed")
    func replacedKey() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let page = try await browser.get("/profile/two-factor")
        let form = ["csrf", "wanted", "key"].map { ($0, page.field($0) ?? "") }
        #expect(!page.text.contains(Texts.html("twoFactor.replaced")))
        house.clock.advance(by: .minutes(16))
        try await house.gatehouse.cleanUp()
        try await browser.stepUp()
        let typed = try await browser.postRaw("/profile/two-factor", form + [("code", house.code(page.shownTOTP))])
        #expect(typed.location == "/profile/two-factor")
        let next = try await browser.get("/profile/two-factor")
        #expect(next.says.contains(Texts.english("notice.keyReplaced")))
        #expect(next.text.contains(Texts.html("twoFactor.replaced")))
        #expect(next.shownKey != page.shownKey)
        let old = try await browser.postRaw(
            "/profile/two-factor",
            ["csrf", "wanted", "key", "replaced"].map { ($0, next.field($0) ?? "") } + [
                ("code", house.code(page.shownTOTP))
            ])
        #expect(old.status == 422)
        #expect(old.says.contains(Texts.english("code.wrongNewKey")))
        #expect(old.text.contains(Texts.html("twoFactor.replaced")))
        #expect(try await house.enrolledTOTP(of: id) == nil)
    }
}
