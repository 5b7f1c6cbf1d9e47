import Domain
import Flows
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("An application signs somebody out")
struct LogoutTests {
    private let house: TestHouse
    private let crm: TestApplication
    private let browser: TestBrowser

    init() async throws {
        house = try await TestHouse()
        crm = try await house.application { $0.postLogout = ["https://crm.example.org/bye"] }
        (browser, _) = try await house.signedIn()
    }

    private func path(_ fields: [(String, String?)]) -> String {
        let pairs = fields.compactMap { name, value in value.map { "\(name)=\(PercentCoding.encode($0))" } }
        return "/oauth2/end-session?" + pairs.joined(separator: "&")
    }

    @Test("With an ID token of this session it is done at once, and leads to the registered address with its state")
    func hinted() async throws {
        let tokens = try await crm.tokens(in: browser)
        let answer = try await browser.get(
            path([
                ("id_token_hint", tokens.id), ("post_logout_redirect_uri", "https://crm.example.org/bye"),
                ("state", "a b"),
            ]))
        #expect(answer.status == 303 && answer.location == "https://crm.example.org/bye?state=a%20b")
        #expect(try await browser.isSignedIn() == false)
        #expect(try await crm.userInfo(tokens.access).status == 401)
        #expect(try await browser.get(crm.request(["prompt": "none"])).answered?["error"] == "login_required")
    }

    @Test("Without one, or with that of another session, the person is asked; nothing ends until they agree")
    func asked() async throws {
        let (other, _) = try await house.signedIn("bence")
        let others = try await crm.tokens(in: other)
        for hint in [nil, others.id] {
            let page = try await browser.get(
                path([("id_token_hint", hint), ("post_logout_redirect_uri", "https://crm.example.org/bye")]))
            #expect(page.status == 200 && page.leadsTo == nil)
            #expect(try await browser.isSignedIn())
        }
        #expect(try await browser.postRaw("/oauth2/end-session/agree", []).status == 403)
        let csrf = try await browser.formToken()
        let agreed = try await browser.postRaw(
            "/oauth2/end-session/agree",
            [
                ("csrf", csrf), ("id_token_hint", others.id),
                ("post_logout_redirect_uri", "https://crm.example.org/bye"),
            ])
        #expect(agreed.leadsTo == "https://crm.example.org/bye")
        #expect(try await browser.isSignedIn() == false)
        #expect(try await other.isSignedIn(), "the hint was theirs, the browser was not")
    }

    @Test(
        "Only a registered address of the application whose token is shown is gone on to",
        arguments: [
            "https://crm.example.org/bye?x=1", "https://crm.example.org/", "https://evil.example.org/",
            "javascript:alert(1)",
        ])
    func addresses(_ address: String) async throws {
        let tokens = try await crm.tokens(in: browser)
        let answer = try await browser.get(
            path([("id_token_hint", tokens.id), ("post_logout_redirect_uri", address)]))
        #expect(answer.leadsTo == nil)
        #expect(try await browser.isSignedIn() == false)
        let unproven = try await browser.get(path([("post_logout_redirect_uri", "https://crm.example.org/bye")]))
        #expect(unproven.leadsTo == nil)
    }

    @Test("R91 R101 a hint that is none of ours is as good as none: the person is asked")
    func badHints() async throws {
        let other = try await house.application("Other")
        let tokens = try await crm.tokens(in: browser)
        for hint in ["x", "e30.e30.AA", String(tokens.id.dropLast()), String(repeating: "a", count: 5000)] {
            let page = try await browser.get(
                path([("id_token_hint", hint), ("post_logout_redirect_uri", "https://crm.example.org/bye")]))
            #expect(hint.utf8.count > 4096 ? page.status == 400 : page.status == 200 && page.leadsTo == nil)
        }
        let mixed = path([("id_token_hint", tokens.id), ("client_id", other.clientID)])
        #expect(try await browser.get(mixed).status == 200)
        #expect(try await browser.isSignedIn())
    }

    @Test("An expired ID token is as good a hint, and whoever is signed out already only goes on")
    func expired() async throws {
        let tokens = try await crm.tokens(in: browser)
        house.clock.advance(by: .minutes(20))
        let place = path([("id_token_hint", tokens.id), ("post_logout_redirect_uri", "https://crm.example.org/bye")])
        #expect(try await browser.get(place).leadsTo == "https://crm.example.org/bye")
        #expect(try await browser.get(place).leadsTo == "https://crm.example.org/bye")
    }
}
