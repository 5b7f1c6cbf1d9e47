import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The page for switching two-factor authentication on and off")
struct TwoFactorPageTests {
    @Test(
        "The page shows the QR code, the key in groups of four, the name of the entry, both warnings, and the state in the menu"
    )
    func page() async throws {
        let house = try await TestHouse(productName: "Duna: Contact")
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get("/profile/two-factor")
        let picture = try await browser.get(try #require(page.picture))
        #expect(picture.status == 200 && picture.headers[.contentType] == "image/svg+xml")
        #expect(picture.headers[.cacheControl] == "no-store" && picture.text.hasPrefix("<svg"))
        #expect(page.shownKey.wholeMatch(of: /([A-Z2-7]{4} ){7}[A-Z2-7]{4}/) != nil)
        #expect(page.text.contains("Duna  Contact:anna"))
        #expect(
            page.text.contains("otpauth://totp/Duna%20%20Contact:anna?secret=\(page.shownKey.replacing(" ", with: ""))")
        )
        #expect(
            page.text.contains(Texts.english("twoFactor.warning.phone"))
                && page.text.contains(Texts.english("twoFactor.warning.wifi")))
        #expect(page.text.contains("Two-factor authentication (disabled)"))
        #expect(page.text.contains(">\(Texts.english("field_change.button.label"))</button>"))
    }

    @Test("The picture is that of the key that waits: without one, after it, and for another session there is none")
    func picture() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let path = Route.qrCode.path
        #expect(try await browser.get(path).status == 404)
        #expect(try await house.count("totp_enrolment") == 0)
        try await browser.get("/profile/two-factor")
        let picture = try await browser.get(path)
        #expect(picture.status == 200)
        #expect(try await browser.get(path).text == picture.text)
        let other = house.browser()
        try await other.signIn("anna")
        #expect(try await other.get(path).status == 404)
        #expect(try await house.browser().get(path).status == 401)
        _ = try await house.switchOn(browser)
        #expect(try await browser.get(path).status == 404)
    }

    @Test("The warnings are headed as such, and the one about downloading stands only where something is downloaded")
    func warnings() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let heading = "<h2>\(Texts.english("twoFactor.warning.heading"))</h2>"
        let wifi = Texts.english("twoFactor.warning.wifi")
        let off = try await browser.get("/profile/two-factor").text
        #expect(off.split(separator: heading).count == 3 && off.contains(wifi))
        _ = try await house.switchOn(browser)
        let on = try await browser.get("/profile/two-factor").text
        #expect(on.split(separator: heading).count == 2 && !on.contains(wifi))
    }

    @Test("Just enrolled, the authenticator was last used when it was enrolled")
    func lastUsed() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        _ = try await house.switchOn(browser)
        let page = try await browser.get("/profile/two-factor").text
        let times = page.matches(of: /<dd><time datetime="([^"]+)"/).map { String($0.1) }
        #expect(times.count == 2 && Set(times).count == 1)
        #expect(!page.contains(Texts.english("list.never")))
    }

    @Test("R33 the key is shown on the page of its own enrolment and never again")
    func neverAgain() async throws {
        let house = try await TestHouse(keepsAnswers: true)
        let (browser, id) = try await house.signedIn()
        let totp = try await house.switchOn(browser)
        let key = totp.key.reveal(Base32.encode)
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        for path in ["/", "/profile", "/profile/two-factor", "/profile/sessions", "/session"] {
            try await browser.get(path)
        }
        for path in ["/users", "/users/\(id.text)", "/users/\(id.text)/clear-two-factor", "/activity"] {
            try await admin.get(path)
        }
        let showing = house.keptAnswers.filter { $0.answer.text.replacing(" ", with: "").contains(key) }.map(\.request)
        #expect(showing == ["GET /profile/two-factor", "GET /profile/two-factor"])
    }
}
