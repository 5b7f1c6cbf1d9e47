import Domain
import Flows
import TestSupport
import Testing

@testable import Web

@Suite("What was typed before a language was chosen")
struct TypedFormTests {
    /// Presses a language in the foot of a page, whose own form goes along.
    private func choose(
        _ language: String, on page: TestAnswer, _ fields: [(String, String)], _ browser: TestBrowser
    ) async throws -> TestAnswer {
        let buttons = page.text.matches(of: /<button[^>]* form="typed" formaction="([^"]*)"[^>]* lang="([^"]*)"/)
        let button = try #require(buttons.first { $0.2 == language })
        #expect(page.text.contains("<form id=\"typed\""))
        let path = String(button.1).replacing("&amp;", with: "&").replacing("&#x3D;", with: "=")
        return try await browser.postRaw(path, [("csrf", page.field("csrf") ?? "")] + fields)
    }

    @Test("The user name on the sign-in page stays, where it leads on stays, and the password does not come back")
    func signIn() async throws {
        let house = try await TestHouse()
        let browser = house.browser()
        let page = try await browser.get("/sign-in?next=%2Fprofile%2Fsessions")
        let again = try await choose("hu", on: page, [("userName", "anna"), ("password", "typed-canary")], browser)
        #expect(again.status == 200 && again.text.contains("<html lang=\"hu\""))
        #expect(again.field("userName") == "anna" && !again.text.contains("typed-canary"))
        #expect(again.text.contains("/sign-in?next") && again.text.contains("sessions"))
        // And it stays chosen.
        #expect(try await browser.get("/sign-in").text.contains("<html lang=\"hu\""))
        let third = try await choose("en", on: again, [("userName", "bela")], browser)
        #expect(third.field("userName") == "bela" && third.text.contains("<html lang=\"en\""))
    }

    @Test(
        "So does what was typed about a new user, whose own language is another matter; nobody is told what is missing yet"
    )
    func newUser() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let page = try await admin.get("/users/new?search=a")
        let fields = [("name", "cili"), ("displayName", "Cili <Kis>"), ("language", "en"), ("administrator", "on")]
        let again = try await choose("hu", on: page, fields, admin)
        #expect(again.status == 200 && again.text.contains("<html lang=\"hu\""))
        #expect(again.field("name") == "cili" && again.text.contains("Cili &lt;Kis&gt;"))
        #expect(again.text.contains("value=\"en\" selected") && again.text.contains(/id="administrator"[^>]* checked/))
        #expect(again.text.contains("search") && !again.text.contains("field-error"))
        let empty = try await choose("en", on: again, [("language", "hu")], admin)
        #expect(
            !empty.text.contains("aria-invalid") && !empty.text.contains("<title>" + Texts.english("frame.mistaken")))
        #expect(try await house.count("user_account", where: "name = 'cili'") == 0)
        #expect(try await admin.get("/help").text.contains("<html lang=\"en\""))
    }

    @Test("And about a user, oneself, the first administrator, and what is asked before two factors are cleared")
    func others() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna")
        _ = try await house.enrol(id)
        let path = "/users/\(id.text)"
        let user = try await choose(
            "hu", on: try await admin.get(path), [("name", "anna2"), ("language", "en"), ("active", "on")], admin)
        #expect(user.field("name") == "anna2" && !user.text.contains(/id="twoFactor"[^>]* checked/))
        let profile = try await choose("en", on: try await admin.get("/profile"), [("displayName", "Kati")], admin)
        #expect(profile.field("displayName") == "Kati")
        try await house.execute("UPDATE authenticator SET disabled_at = 1, misses = 100")
        let question = try await admin.get(path + "/clear-two-factor")
        let asked = try await choose("hu", on: question, [("keepPassword", "on")], admin)
        #expect(asked.text.contains(/id="keepPassword"[^>]* checked/))
        let reset = try await choose("en", on: try await admin.get(path + "/password-reset"), [], admin)
        #expect(reset.location == path + "/password-reset")
    }

    @Test("The first administrator's set-up keeps all but the password")
    func setup() async throws {
        let house = try await TestHouse()
        let token = try await house.gatehouse.issueSetupLink(by: .shell)
        let browser = house.browser()
        let page = try await browser.get("/setup/\(try #require(token).text)")
        let fields = [
            ("token", page.field("token") ?? ""), ("userName", "kati"), ("displayName", "Kati"), ("email", "k@e.hu"),
            ("password", "typed-canary"),
        ]
        let again = try await choose("hu", on: page, fields, browser)
        #expect(again.field("userName") == "kati" && again.field("email") == "k@e.hu")
        #expect(again.field("token") == page.field("token") && !again.text.contains("typed-canary"))
    }

    @Test("A form that waits for a step-up still comes back after it")
    func stepUp() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let page = try await admin.get("/users/new?search=a")
        house.clock.advance(by: SessionLimits.standard.recentProof + .seconds(1))
        let typed = [("csrf", page.field("csrf") ?? ""), ("name", "cili"), ("language", "hu")]
        var asked = try await admin.postRaw("/users/new?search=a", typed)
        for language in ["hu", "en"] {
            let fields = ["next", "kept"].map { ($0, asked.field($0) ?? "") } + [("password", "typed-canary")]
            asked = try await choose(language, on: asked, fields, admin)
            #expect(asked.status == 200 && asked.title == Texts.text("stepUp.title", language))
            #expect(!asked.text.contains("typed-canary"))
        }
        let fields = ["next", "kept"].map { ($0, asked.field($0) ?? "") } + [("password", TestHouse.password)]
        let back = try await admin.postRaw("/step-up", [("csrf", asked.field("csrf") ?? "")] + fields)
        #expect(back.field("name") == "cili" && back.text.formAction("/users/new").contains("search"))
    }

    @Test("Where the proof is too old by then, it waits for the step-up")
    func lateProof() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let page = try await admin.get("/users/new")
        house.clock.advance(by: SessionLimits.standard.recentProof + .seconds(1))
        let asked = try await choose("hu", on: page, [("name", "cili"), ("language", "hu")], admin)
        #expect(asked.title == Texts.text("stepUp.title", "hu") && asked.field("kept") != nil)
        #expect(!asked.text.contains("cili"))
    }

    @Test(
        "Nothing is drawn for who may not see the page, nor for another site, nor anything with a mistake in its place")
    func refused() async throws {
        let house = try await TestHouse()
        let (admin, id) = try await house.signedIn("katalin", isAdministrator: true)
        let (anna, _) = try await house.signedIn("anna")
        let page = try await admin.get("/users/new")
        let path = "/language?language=hu&back=%2Fusers%2Fnew"
        let fields = [("csrf", page.field("csrf") ?? ""), ("name", "<canary>"), ("language", "hu")]
        for browser in [anna, house.browser()] {
            let answer = try await browser.postRaw(path, fields)
            #expect(answer.location == "/users/new" && !answer.text.contains("canary"))
        }
        for headers in [["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"]] {
            let answer = try await admin.postRaw(path, fields, headers: headers)
            #expect(answer.status == 403 && !answer.text.contains("canary"))
        }
        for back in ["//evil.example", "/users/\(id.text)/nothing", "/activity", "/language", ""] {
            let answer = try await admin.postRaw("/language?language=hu&back=" + PercentCoding.encode(back), fields)
            #expect([200, 303].contains(answer.status) && answer.location?.contains("evil") != true, "\(back)")
            #expect(!answer.text.contains("<canary>"))
        }
        #expect(try await admin.postRaw("/language?language=xx&back=%2Fprofile", fields).status == 400)
    }

    @Test("Asked for anew, a page that was drawn again is the page that it was")
    func anew() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        #expect(try await admin.get("/language?language=hu&back=%2Fusers%2Fnew").location == "/users/new")
        #expect(try await admin.get("/language").location == "/")
        #expect(try await house.browser().get("/language?back=%2F%2Fevil.example").location == "/")
        #expect(try await admin.get("/help").text.contains("<html lang=\"en\""))
    }

    @Test("A link that is shown once offers no other language, which would lose it")
    func shownOnce() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let link = try await admin.submit("/users/new", [("name", "anna"), ("language", "en")])
        #expect(link.status == 200 && !link.shownLink.isEmpty && !link.text.contains("/language"))
    }
}
