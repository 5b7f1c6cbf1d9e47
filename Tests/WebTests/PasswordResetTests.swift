import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The link that sets a new password")
struct PasswordResetTests {
    private static let new = "seven brown foxes in the attic"

    private struct Scene {
        let house: TestHouse
        let id: UserID
        let link: String
        var token: String { String(link.split(separator: "/").last ?? "") }

        init(hasTwoFactor: Bool = false) async throws {
            house = try await TestHouse()
            let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
            id = try await house.addUser("anna")
            if hasTwoFactor { _ = try await house.enrol(id) }
            link = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        }

        func use(_ password: String = PasswordResetTests.new, _ browser: TestBrowser? = nil) async throws -> TestAnswer
        {
            try await (browser ?? house.browser()).submit(
                "/password-reset", [("token", token), ("password", password)])
        }
    }

    @Test("The old password stops at once, and all sessions end")
    func oldPassword() async throws {
        let house = try await TestHouse()
        let (anna, id) = try await house.signedIn()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let answer = try await admin.submit("/users/\(id.text)/password-reset")
        #expect(answer.status == 200 && answer.says.isEmpty)
        #expect(try await anna.isSignedIn() == false)
        #expect(try await house.browser().signIn("anna").status == 401)
    }

    @Test("It works once, within 24 hours")
    func once() async throws {
        let scene = try await Scene()
        #expect(try await scene.use("too short").status == 422)
        scene.house.clock.advance(by: .hours(24) - .seconds(1))
        #expect(try await scene.use().location == "/sign-in")
        #expect(try await scene.use("another one of these phrases").status == 410)
        #expect(try await scene.house.browser().signIn("anna", password: Self.new).location == "/")
    }

    @Test("The sign-in page that follows knows the user name, once")
    func nameStands() async throws {
        let scene = try await Scene()
        let browser = scene.house.browser()
        _ = try await scene.use(Self.new, browser)
        let page = try await browser.get("/sign-in")
        #expect(page.says == Texts.english("notice.passwordSet") && page.field("userName") == "anna")
        #expect(try await browser.get("/sign-in").field("userName")?.isEmpty == true)
    }

    @Test("R24 after 24 hours it is dead")
    func expired() async throws {
        let scene = try await Scene()
        scene.house.clock.advance(by: .hours(24))
        #expect(try await scene.house.browser().get(scene.link).status == 410)
        #expect(try await scene.use().status == 410)
    }

    @Test("Sixteen at once: one sets the password")
    func atOnce() async throws {
        let scene = try await Scene()
        let answers = try await race(16) { try await scene.use("seven brown foxes, number \($0)").status }
        #expect(answers.filter { $0 == 303 }.count == 1)
        #expect(answers.filter { $0 == 410 }.count == 15)
    }

    @Test("ASVS 6.4.3 it signs nobody in, and the second step is still asked for")
    func secondStep() async throws {
        let scene = try await Scene(hasTwoFactor: true)
        let browser = scene.house.browser()
        let answer = try await scene.use(Self.new, browser)
        #expect(!answer.sets(Cookies.session) && !answer.sets(Cookies.signIn))
        #expect(try await scene.house.enrolledTOTP(of: scene.id) != nil)
        #expect(try await browser.signIn("anna", password: Self.new).location == "/sign-in/code")
    }

    @Test("R02 the token of the link is what counts, not the page it was opened on")
    func ownEvidence() async throws {
        let scene = try await Scene()
        let browser = scene.house.browser()
        try await browser.get(scene.link)
        for token in ["", "garbage", Token(from: .system).text] {
            #expect(
                try await browser.submit("/password-reset", [("token", token), ("password", Self.new)]).status == 410)
        }
        #expect(
            try await browser.submit("/password-reset", [("password", Self.new), ("userName", "anna")]).status == 410)
    }

    @Test("R35 the link is made from the configured address alone")
    func baseURL() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna")
        let headers = [
            "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "Forwarded": "host=evil.example",
            "X-Original-URL": "//evil.example", "Host": "evil.example",
        ].merging(TestBrowser.ours) { $1 }
        let answer = try await admin.submit("/users/\(id.text)/password-reset", headers: headers)
        #expect(answer.text.contains(TestHouse.publicURL + "/password-reset/"))
        #expect(!answer.text.contains("evil.example"))
    }

    @Test("The password is checked against the user's own names")
    func names() async throws {
        let scene = try await Scene()
        let answer = try await scene.use("AnnaAnnaAnna2026")
        #expect(answer.status == 422 && answer.says == Texts.english("password.context", ["word": "anna"]))
    }

    @Test("The link page can be asked for by its owner's browser alone: its answer is not kept and gives no referrer")
    func headers() async throws {
        let scene = try await Scene()
        let answer = try await scene.house.browser().get(scene.link)
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(
            answer.headers.contains {
                $0.name.canonicalName == "referrer-policy" && ["same-origin", "no-referrer"].contains($0.value)
            })
    }
}
