import Domain
import Flows
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("One's own applications")
struct OwnApplicationTests {
    @Test(
        "Sessions shows what was opened, what lasts and what was agreed to; ending one ends its access at once, and it asks again"
    )
    func ending() async throws {
        let house = try await TestHouse()
        let survey = try await house.application("Survey") {
            $0.ownership = .foreign
            $0.scopes.append("offline_access")
        }
        let crm = try await house.application("CRM")
        let (browser, anna) = try await house.signedIn()
        let (other, _) = try await house.signedIn("bence")
        let agreed = try await browser.decide("agree", about: survey)
        _ = try await survey.redeem(agreed.answered?["code"] ?? "")
        let application = survey.application.id
        try await house.database.write { try $0.consents.give([.offlineAccess], to: application, by: anna) }
        let tokens = try await survey.tokens(in: browser, ["scope": "openid offline_access"])
        let page = try await browser.get("/profile/sessions")
        #expect(page.text.contains("Survey") && !page.text.contains("CRM"))
        _ = try await crm.tokens(in: browser)
        #expect(try await browser.get("/profile/sessions").text.contains("CRM"))
        #expect(try await other.get("/profile/sessions").text.contains("Survey") == false)
        let path = "/profile/applications/\(survey.application.id.text)/end"
        #expect(try await other.submit(path).status == 404)
        #expect(try await survey.userInfo(tokens.access).status == 200)
        #expect(try await browser.submit(path).status == 303)
        #expect(try await survey.userInfo(tokens.access).status == 401)
        #expect(try await survey.refresh(tokens.refresh).status == 400)
        #expect(try await browser.get("/profile/sessions").text.contains("Survey") == false)
        #expect(try await browser.get(survey.request()).answered == nil, "it asks again")
        #expect(try await browser.submit(path).status == 404, "nothing is left")
    }

    @Test("The home page leads to what one may sign in to, and to nothing else")
    func home() async throws {
        let house = try await TestHouse()
        _ = try await house.application("CRM") { $0.home = "https://crm.example.org/start" }
        _ = try await house.application("Board") {
            $0.home = "https://board.example.org/"
            $0.admission = .administrators
        }
        let gone = try await house.application("Gone") { $0.home = "https://gone.example.org/" }
        _ = try await house.gatehouse.disableApplication(gone.application.id, by: .shell)
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get("/").text
        #expect(page.contains("href=\"https://crm.example.org/start\""))
        #expect(!page.contains("board.example.org") && !page.contains("gone.example.org"))
        let (chief, _) = try await house.signedIn("chief", isAdministrator: true)
        #expect(try await chief.get("/").text.contains("board.example.org"))
    }
}
