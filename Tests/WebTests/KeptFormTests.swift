import Domain
import Flows
import TestSupport
import Testing

@testable import Web

@Suite("What was typed before a step-up")
struct KeptFormTests {
    private static let late = SessionLimits.standard.recentProof + .seconds(1)

    private struct Scene {
        let house: TestHouse
        let admin: TestBrowser

        init() async throws {
            house = try await TestHouse()
            (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        }

        /// Sends a form with a proof that is too old. - Returns: what the page asks, with its kept form.
        func send(_ path: String, _ fields: [(String, String)]) async throws -> TestAnswer {
            house.clock.advance(by: KeptFormTests.late)
            return try await admin.submit(path, fields)
        }

        func prove(_ page: TestAnswer, by browser: TestBrowser? = nil) async throws -> TestAnswer {
            try await (browser ?? admin).submit(
                "/step-up",
                [
                    ("password", TestHouse.password), ("next", page.field("next") ?? ""),
                    ("kept", page.field("kept") ?? ""),
                ])
        }
    }

    @Test("A filled-in user comes back after the step-up, and is not added by it")
    func newUser() async throws {
        let scene = try await Scene()
        let fields = [
            ("name", "cili"), ("displayName", "Cili <Kis>"), ("email", "cili@example.org"), ("language", "hu"),
            ("administrator", "on"),
        ]
        let asked = try await scene.send("/users/new", fields)
        #expect(asked.status == 401 && asked.title == Texts.english("stepUp.title"))
        #expect(asked.field("next") == "/users/new")
        #expect(!asked.text.contains("cili"))
        let page = try await scene.prove(asked)
        #expect(page.status == 200 && page.says == Texts.english("notice.formKept"))
        #expect(page.field("name") == "cili" && page.field("email") == "cili@example.org")
        #expect(page.text.contains("Cili &lt;Kis&gt;") && page.text.contains("value=\"hu\" selected"))
        #expect(page.text.contains(/id="administrator"[^>]* checked/))
        #expect(try await scene.house.count("user_account", where: "name = 'cili'") == 0)
        let csrf = try #require(page.field("csrf"))
        #expect(try await scene.admin.postRaw("/users/new", [("csrf", csrf)] + fields).status == 200)
        #expect(try await scene.house.count("user_account", where: "name = 'cili'") == 1)
    }

    @Test("It survives a wrong password on the way")
    func wrongPassword() async throws {
        let scene = try await Scene()
        let asked = try await scene.send("/users/new", [("name", "cili"), ("language", "en")])
        let again = try await scene.admin.submit(
            "/step-up", [("password", "wrong"), ("next", "/users/new"), ("kept", asked.field("kept") ?? "")])
        #expect(again.status == 401)
        #expect(try await scene.prove(again).field("name") == "cili")
    }

    @Test("A cleared two-factor box stays cleared, after a step-up and beside a mistake")
    func clearedBox() async throws {
        let scene = try await Scene()
        let id = try await scene.house.addUser("anna")
        _ = try await scene.house.enrol(id)
        let path = "/users/\(id.text)"
        let isTicked = /id="twoFactor"[^>]* checked/
        #expect(try await scene.admin.get(path).text.contains(isTicked))
        let fields = [("name", "anna2"), ("language", "en"), ("active", "on")]
        let page = try await scene.prove(try await scene.send(path, fields))
        #expect(page.field("name") == "anna2" && !page.text.contains(isTicked))
        let wrong = try await scene.admin.submit(path, [("name", "katalin"), ("language", "en"), ("active", "on")])
        #expect(wrong.status == 422 && !wrong.text.contains(isTicked))
        #expect(try await scene.house.enrolledTOTP(of: id) != nil)
    }

    @Test("One's own profile comes back as well, and what is asked before two factors are cleared")
    func others() async throws {
        let scene = try await Scene()
        let profile = try await scene.prove(try await scene.send("/profile", [("displayName", "Kati")]))
        #expect(profile.field("displayName") == "Kati")
        let id = try await scene.house.addUser("anna")
        _ = try await scene.house.enrol(id)
        try await scene.house.execute("UPDATE authenticator SET disabled_at = 1, misses = 100")
        let path = "/users/\(id.text)/clear-two-factor"
        let page = try await scene.prove(try await scene.send(path, [("keepPassword", "on")]))
        #expect(page.text.contains(/id="keepPassword"[^>]* checked/))
        #expect(try await scene.house.enrolledTOTP(of: id) != nil)
    }

    @Test("Another session, a later hour, another text: nothing comes back, and the step-up itself counts")
    func bound() async throws {
        let scene = try await Scene()
        let asked = try await scene.send("/users/new", [("name", "cili"), ("language", "en")])
        let elsewhere = scene.house.browser()
        try await elsewhere.signIn("katalin")
        #expect(try await scene.prove(asked, by: elsewhere).location == "/users/new")
        scene.house.clock.advance(by: SessionLimits.keptForm + .seconds(1))
        #expect(try await scene.prove(asked).location == "/users/new")
        for kept in ["x", ".", "a.b", String((asked.field("kept") ?? "").dropLast()), "\u{0}"] {
            let answer = try await scene.admin.submit(
                "/step-up", [("password", TestHouse.password), ("next", "/users/new"), ("kept", kept)])
            #expect(answer.location == "/users/new" || kept == "\u{0}")
        }
    }

    @Test("A forged form is not kept, and who lost the right gets nothing back")
    func refused() async throws {
        let scene = try await Scene()
        let id = try await scene.house.userID("katalin")
        scene.house.clock.advance(by: Self.late)
        #expect(try await scene.admin.postRaw("/users/new", [("csrf", "x"), ("name", "cili")]).status == 403)
        let asked = try await scene.admin.submit("/users/new", [("name", "cili")])
        try await scene.house.execute("UPDATE user_account SET administrator_since = NULL WHERE id = '\(id.text)'")
        let answer = try await scene.prove(asked)
        #expect(answer.location == "/users/new" && !answer.text.contains("cili"))
    }

    @Test("No password and no code is ever kept")
    func secrets() {
        let keeping = Endpoint.all.filter { endpoint in
            guard case .browser(.signedIn(let entitlement)) = endpoint.entrance else { return false }
            return entitlement.needsRecentProof && endpoint.refill != nil
        }.map(\.name)
        #expect(
            Set(keeping) == [
                "POST /users/new", "POST /users/{id}", "POST /profile", "POST /users/{id}/clear-two-factor",
                "POST /applications/new/{id}", "POST /applications/{id}",
            ])
    }

    @Test(
        "A form of the length that is accepted comes back whole, and one beyond it is said to be lost by its page alone"
    )
    func long() async throws {
        let scene = try await Scene()
        let name = String(repeating: "ő", count: 2000)
        let page = try await scene.prove(try await scene.send("/profile", [("displayName", name)]))
        #expect(page.field("displayName") == name)
        let asked = try await scene.send("/profile", [("displayName", String(repeating: "x", count: 30_000))])
        #expect(asked.status == 401 && asked.field("kept") == nil)
        #expect(!asked.text.contains(Texts.html("stepUp.kept")))
    }
}
