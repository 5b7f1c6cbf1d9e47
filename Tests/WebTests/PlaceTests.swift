import Domain
import Flows
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("One's place")
struct PlaceTests {
    /// Chooses a language with the form in the foot of a page.
    private func choose(_ language: String, on page: TestAnswer, _ browser: TestBrowser) async throws -> TestAnswer {
        let foot = try #require(page.text.firstMatch(of: /name="back" value="([^"]*)"/))
        let back = String(foot.1).replacing("&amp;", with: "&").replacing("&#x3D;", with: "=")
        return try await browser.postRaw(
            "/language", [("csrf", try #require(page.field("csrf"))), ("back", back), ("language", language)])
    }

    @Test(
        "Choosing a language leads back to the page, its search and its filter",
        arguments: [
            "/help", "/users", "/users?search=T%C3%B3th%20B&sort=-name&page=2", "/users/new", "/profile/sessions",
            "/activity?user=anna&action=sign-out&from=2026-11-23T00%3A00&column=id&column=note",
            "/step-up?next=%2Fusers%2Fnew", "/step-up?next=%2Fusers%3Fsearch%3Danna",
        ])
    func language(_ place: String) async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let answer = try await choose("hu", on: try await admin.get(place), admin)
        #expect(answer.location == place)
        #expect(try await admin.get(place).text.contains("<html lang=\"hu\""))
    }

    @Test("From a user's page, from a page that says what is wrong, and from one that does not exist")
    func fromAnswers() async throws {
        let house = try await TestHouse()
        let (admin, id) = try await house.signedIn("katalin", isAdministrator: true)
        let path = "/users/\(id.text)"
        #expect(try await choose("hu", on: try await admin.get(path), admin).location == path)
        let wrong = try await admin.submit("/users/new", [("name", "two words")])
        #expect(try await choose("hu", on: wrong, admin).location == "/users/new")
        let nothing = try await admin.get("/users/\(id.text)/nothing")
        #expect(try await choose("en", on: nothing, admin).location == path)
    }

    @Test("From a password link to itself, whoever is signed in and whatever a chat put behind it")
    func links() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna", password: nil)
        let link = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        for browser in [house.browser(), admin] {
            let answer = try await choose("hu", on: try await browser.get(link + ")."), browser)
            #expect(answer.location == link)
            let page = try await browser.get(link)
            #expect(page.status == 200 && page.text.contains("<html lang=\"hu\""))
            let wrong = try await browser.submit(
                "/password-reset", [("token", page.field("token") ?? ""), ("password", "x")])
            #expect(wrong.status == 422)
            #expect(try await choose("hu", on: wrong, browser).location == link)
        }
    }

    @Test("Never to another site", arguments: RedirectTests.elsewhere)
    func elsewhere(_ back: String) async throws {
        let house = try await TestHouse()
        let answer = try await house.browser().submit("/language", [("language", "hu"), ("back", back)])
        let place = answer.location ?? "/"
        #expect(
            place.hasPrefix("/") && !place.hasPrefix("//") && !place.contains("\\") && !place.contains("evil"),
            "\(place)")
    }

    @Test(
        "What was wanted comes after signing in",
        arguments: ["/users", "/users?search=anna", "/activity?action=sign-out", "/profile/two-factor", "/"])
    func wanted(_ place: String) async throws {
        let house = try await TestHouse()
        try await house.addUser("katalin", isAdministrator: true)
        let browser = house.browser()
        let asked = try await browser.get(place).location ?? ""
        let action = try await browser.get(asked).text.formAction("/sign-in")
        let wrong = try await browser.submit(action, [("userName", "katalin"), ("password", "wrong")], page: asked)
        #expect(wrong.status == 401 && wrong.text.formAction("/sign-in") == action)
        let answer = try await browser.submit(
            action, [("userName", "katalin"), ("password", TestHouse.password)], page: asked)
        #expect(answer.location == place)
    }

    @Test("Also with a second step, and after giving up and beginning anew")
    func secondStep() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("katalin", isAdministrator: true))
        let browser = house.browser()
        let asked = try await browser.get("/users?search=a").location ?? ""
        let fields = [("userName", "katalin"), ("password", TestHouse.password)]
        for isLast in [false, true] {
            let second = try await browser.submit(asked, fields, page: asked).location ?? ""
            let page = try await browser.get(second)
            let csrf = ("csrf", try #require(page.field("csrf")))
            if isLast {
                let answer = try await browser.postRaw(
                    page.text.formAction("/sign-in/code"), [csrf, ("code", house.code(totp))])
                #expect(answer.location == "/users?search=a")
            } else {
                #expect(try await browser.postRaw(page.text.formAction("/sign-in/cancel"), [csrf]).location == asked)
            }
        }
    }

    @Test("Whoever has no right to it lands on the start page: the page was wanted by somebody else at this desk")
    func otherUser() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let browser = house.browser()
        let asked = try await browser.get("/users").location ?? ""
        let answer = try await browser.submit(
            asked, [("userName", "anna"), ("password", TestHouse.password)], page: asked)
        #expect(answer.location == "/")
        #expect(try await house.activities(.accessRefused).isEmpty)
    }

    @Test("Signing in leads to no other site, and to no page that leads on itself", arguments: RedirectTests.elsewhere)
    func noOtherSite(_ next: String) async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let path = "/sign-in?next=" + PercentCoding.encode(next.filter { $0 != "\u{0}" })
        let answer = try await house.browser().submit(
            path, [("userName", "anna"), ("password", TestHouse.password)], page: path)
        let place = answer.location ?? ""
        #expect(place.hasPrefix("/") && !place.hasPrefix("//") && !place.contains("evil"), "\(place)")
    }

    @Test("Signing in leads to no one-time link: who wrote it there wants somebody else's password set")
    func noLink() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let link = "/password-reset/\(Token(from: .system).text)"
        let answer = try await house.browser().submit(
            "/sign-in?next=" + PercentCoding.encode(link), [("userName", "anna"), ("password", TestHouse.password)],
            page: "/sign-in?next=")
        #expect(answer.location == "/")
    }

    @Test("A password link that is used where somebody else is signed in says who can sign in, and greets nobody else")
    func otherSignedIn() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna", displayName: "Anna Kis", password: nil)
        let link = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        let token = try await admin.get(link).field("token") ?? ""
        let answer = try await admin.submit(
            "/password-reset", [("token", token), ("password", "seven brown foxes in the attic")])
        let page = try await admin.get(answer.location ?? "")
        #expect(page.says == Texts.english("notice.otherCanSignIn", ["name": "Anna Kis (anna)"]))
        #expect(try await house.browser().signIn("anna", password: "seven brown foxes in the attic").location == "/")
    }

    @Test(
        "A link works with what a chat program stuck to it",
        arguments: [".", ")", ">", "%3E", ").", "%22", "%C2%BB", "*", "_", ",", ";", "!", "%E2%80%9D"])
    func stuck(_ end: String) async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna", password: nil)
        let link = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        #expect(try await house.browser().get(link + end).status == 200)
        #expect(try await house.browser().get(link + end + "x").status == 410)
        let setup = try #require(try await house.gatehouse.issueSetupLink(by: .shell))
        #expect(try await house.browser().get("/setup/\(setup.text)\(end)").status == 200)
    }
}

extension String {
    /// Where the form posts to whose path begins so.
    func formAction(_ path: String) -> String {
        matches(of: /action="([^"?]*)(\?[^"]*)?"/).first { $0.1 == path }.map { "\($0.1)\($0.2 ?? "")" }?
            .replacing("&amp;", with: "&") ?? ""
    }
}
