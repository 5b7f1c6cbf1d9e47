import Domain
import Flows
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("An application asks who somebody is")
struct AuthorizationTests {
    private static let verifier = TestApplication.verifier

    @Test("Whoever is signed in goes straight back with a code, which is tokens, which say who it is")
    func silent() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let (browser, id) = try await house.signedIn()
        let answer = try await browser.get(crm.request())
        #expect(answer.status == 303)
        #expect(answer.location?.hasPrefix("https://crm.example.org/signed-in?code=gh_ac_") == true)
        #expect(answer.answered?["state"] == "s-1" && answer.answered?["iss"] == TestHouse.publicURL)
        let tokens = try await crm.redeem(answer.answered?["code"] ?? "")
        #expect(tokens.status == 200)
        #expect(tokens.headers[.cacheControl] == "no-store")
        let json = tokens.json
        #expect(
            json["token_type"] == "Bearer" && json["expires_in"] == "600" && json["scope"] == "email openid profile")
        #expect(json["access_token"]?.hasPrefix("gh_at_") == true && json["refresh_token"]?.hasPrefix("gh_rt_") == true)
        let claims = json["id_token"]?.claims ?? [:]
        #expect(claims["iss"] == TestHouse.publicURL && claims["aud"] == crm.clientID && claims["sub"] == id.text)
        #expect(claims["nonce"] == "n-1" && claims["acr"] == "urn:gatehouse:1fa" && claims["amr"] == "pwd")
        #expect(claims["sid"]?.isEmpty == false && claims["auth_time"] != nil)
        let info = try await crm.userInfo(json["access_token"] ?? "")
        #expect(info.status == 200 && info.json["sub"] == id.text && info.json["preferred_username"] == "anna")
        #expect(info.json["email"] == nil, "nobody knows one")
        #expect(try await house.activities(.applicationOpened).first?.record == crm.application.id.text)
    }

    @Test("Whoever is not signed in signs in first, with two factors, and is led on by a page")
    func signingIn() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let asked = try await browser.get(crm.request(["login_hint": "anna"]))
        let signIn = try #require(asked.location)
        #expect(signIn.hasPrefix("/sign-in?next=") && signIn.contains("user=anna"))
        #expect(try await browser.get(signIn).field("userName") == "anna")
        let first = try await browser.submit(
            signIn, [("userName", "anna"), ("password", TestHouse.password)], page: signIn)
        let code = try #require(first.location)
        let second = try await browser.submit(code, [("code", house.code(totp))], page: code)
        let place = try #require(second.location)
        #expect(place.hasPrefix("/oauth2/authorize/"))
        let leaving = try await browser.get(place)
        #expect(leaving.status == 200, "a browser would follow no redirect to another origin after a form")
        #expect(leaving.answered?["code"] != nil && leaving.text.contains("https://crm.example.org/signed-in?code="))
        let tokens = try await crm.redeem(leaving.answered?["code"] ?? "").json
        #expect(tokens["id_token"]?.claims["acr"] == "urn:gatehouse:2fa")
        #expect(tokens["id_token"]?.claims["amr"] == "pwd otp mfa")
        #expect(try await browser.get(place).status == 410, "it has its answer")
    }

    @Test(
        "R79 R81 what is not certain to be an application's is answered by a page, whoever asks",
        arguments: [
            ["client_id": "nobody"], ["client_id": nil], ["redirect_uri": nil],
            ["redirect_uri": "https://crm.example.org/signed-in/"],
            ["redirect_uri": "https://crm.example.org/signed-iN"],
            ["redirect_uri": "https://crm.example.org/signed-in?x=1"], ["redirect_uri": "https://evil.example.org/"],
            ["redirect_uri": "javascript:alert(1)"],
            ["redirect_uri": "https://crm.example.org@evil.example.org/signed-in"],
            ["response_mode": "fragment"], ["response_mode": "nonsense"],
        ] as [[String: String?]])
    func uncertain(_ change: [String: String?]) async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let (browser, _) = try await house.signedIn()
        for visitor in [browser, house.browser()] {
            for prompt in [nil, "none"] {
                let answer = try await visitor.get(crm.request(change.merging(["prompt": prompt]) { $1 }))
                #expect(answer.status == 400 && answer.leadsTo == nil)
                #expect(!answer.text.contains("evil.example.org"))
            }
        }
        #expect(try await house.count("authorization_request") == 0)
    }

    @Test(
        "An application that asks wrongly is told what; without a session a page says so first",
        arguments: [
            (["response_type": "token"], "unsupported_response_type"), (["response_type": nil], "invalid_request"),
            (["response_type": "code id_token"], "unsupported_response_type"), (["scope": "profile"], "invalid_scope"),
            (["code_challenge": nil], "invalid_request"), (["code_challenge_method": "plain"], "invalid_request"),
            (["code_challenge_method": nil], "invalid_request"), (["code_challenge": "short"], "invalid_request"),
            (["request": "e30.e30."], "request_not_supported"),
            (["request_uri": "https://crm.example.org/r"], "request_uri_not_supported"),
            (["registration": "{}"], "registration_not_supported"), (["prompt": "none login"], "invalid_request"),
            (["prompt": "create"], "invalid_request"), (["max_age": "-1"], "invalid_request"),
            (["max_age": "soon"], "invalid_request"), (["claims": "{"], "invalid_request"),
            (["claims": #"{"a":{"b":{"c":{"d":{}}}}}"#], "invalid_request"),
            (["id_token_hint": "e30.e30.AA"], "invalid_request"),
            (["claims": #"{"id_token":{"sub":{"value":"x\u0000y"}}}"#], "invalid_request"),
            (["nonce": String(repeating: "n", count: 4097)], "invalid_request"),
            (
                ["claims": #"{"id_token":{"acr":{"essential":true,"values":["phr"]}}}"#],
                "unmet_authentication_requirements"
            ),
        ] as [([String: String?], String)])
    func faulty(_ change: [String: String?], _ error: String) async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let (browser, _) = try await house.signedIn()
        let answer = try await browser.get(crm.request(change))
        #expect(answer.answered?["error"] == error)
        #expect(answer.answered?["state"] == "s-1" && answer.answered?["iss"] == TestHouse.publicURL)
        let stranger = try await house.browser().get(crm.request(change))
        #expect(stranger.status == 400 && stranger.leadsTo == nil && stranger.text.contains("error=\(error)"))
    }

    @Test("A parameter sent twice is told of, one sent empty is as good as omitted, an unknown one is passed by")
    func parameters() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let (browser, _) = try await house.signedIn()
        #expect(try await browser.get(crm.request() + "&nonce=again").answered?["error"] == "invalid_request")
        #expect(try await browser.get(crm.request() + "&request=&display=popup&colour=red").answered?["code"] != nil)
        #expect(try await browser.get(crm.request() + "&redirect_uri=https%3A%2F%2Fevil.example.org").leadsTo == nil)
    }

    @Test("S6 another site's form becomes an address, and decides nothing before")
    func post() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let fields = crm.request().split(separator: "?")[1].split(separator: "&").map { pair in
            let parts = pair.split(separator: "=")
            return (String(parts[0]), String(parts[1]).removingPercentEncoding ?? "")
        }
        let answer = try await house.browser().postRaw(
            "/oauth2/authorize", fields, headers: ["Sec-Fetch-Site": "cross-site", "Origin": "https://crm.example.org"])
        #expect(answer.status == 303)
        #expect(answer.setCookies.isEmpty, "the browser may have its own, which did not come along")
        let (browser, _) = try await house.signedIn()
        #expect(try await browser.get(answer.location ?? "").answered?["code"] != nil)
        #expect(try await house.browser().send(.head, crm.request(), body: nil).status == 405)
    }

    @Test("prompt=none asks nobody anything, and says what would have to be asked")
    func promptNone() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let foreign = try await house.application("Survey") { $0.ownership = .foreign }
        let strict = try await house.application("Payroll") { $0.level = .twoFactors }
        let closed = try await house.application("Board") { $0.admission = .administrators }
        let (browser, _) = try await house.signedIn()
        let none: [String: String?] = ["prompt": "none"]
        #expect(try await house.browser().get(crm.request(none)).answered?["error"] == "login_required")
        #expect(try await browser.get(crm.request(none)).answered?["code"] != nil)
        #expect(try await browser.get(foreign.request(none)).answered?["error"] == "consent_required")
        #expect(try await browser.get(strict.request(none)).answered?["error"] == "interaction_required")
        #expect(try await browser.get(closed.request(none)).answered?["error"] == "access_denied")
        let somebody = UserID(at: house.clock.now, from: .system).text
        let other = #"{"id_token":{"sub":{"value":"\#(somebody)"}}}"#
        #expect(
            try await browser.get(crm.request(["prompt": "none", "claims": other])).answered?["error"]
                == "login_required")
        house.clock.advance(by: .seconds(100))
        let old: [String: String?] = ["prompt": "none", "max_age": "60"]
        #expect(try await browser.get(crm.request(old)).answered?["error"] == "login_required")
    }

    @Test(
        "prompt=login and a proof that is too old ask for all factors again", arguments: ["login", "max_age", "policy"])
    func proofAgain(_ way: String) async throws {
        let house = try await TestHouse()
        let crm = try await house.application { if way == "policy" { $0.maximumAge = "1" } }
        let (browser, _) = try await house.signedIn()
        house.clock.advance(by: .seconds(120))
        let change: [String: String?] =
            way == "login" ? ["prompt": "login"] : way == "max_age" ? ["max_age": "60"] : [:]
        let stepUp = try #require(try await browser.get(crm.request(change)).location)
        #expect(stepUp.hasPrefix("/step-up?next=%2Foauth2%2Fauthorize%2F") || stepUp.hasPrefix("/step-up?next=/oauth2"))
        let next = try #require(try await browser.get(stepUp).field("next"))
        // Who only goes there without the proof gets no further.
        #expect(try await browser.get(next).location == stepUp)
        let proven = try await browser.submit(
            "/step-up", [("password", TestHouse.password), ("next", next)], page: stepUp)
        #expect(proven.location == next)
        let code = try #require(try await browser.get(next).answered?["code"])
        let time = try await crm.redeem(code).json["id_token"]?.claims["auth_time"]
        #expect(time == "\(house.clock.now.milliseconds / 1000)")
    }

    @Test("Who may not is told so, and whom to ask; the application is told when they go back")
    func policy() async throws {
        let house = try await TestHouse()
        let nobody = try await house.application("Nobody") { $0.admission = .nobody }
        let board = try await house.application("Board") { $0.admission = .administrators }
        let floor = try await house.application("Floor") { $0.addresses = ["203.0.113.0/24"] }
        let (browser, _) = try await house.signedIn()
        for application in [nobody, board, floor] {
            let answer = try await browser.get(application.request())
            #expect(answer.status == 403 && answer.leadsTo == nil && answer.text.contains("error=access_denied"))
        }
        #expect(try await house.activities(.applicationRefused).count == 3)
        let (chief, _) = try await house.signedIn("chief", isAdministrator: true)
        #expect(try await chief.get(board.request()).answered?["code"] != nil)
        #expect(try await chief.get(nobody.request()).answered == nil)
    }

    @Test("Two factors where the application needs them: enrolled on the way, then the same request goes on")
    func twoFactors() async throws {
        let house = try await TestHouse()
        let payroll = try await house.application("Payroll") { $0.level = .twoFactors }
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get(payroll.request())
        #expect(page.status == 200 && page.leadsTo == nil)
        let place = try #require(page.text.firstMatch(of: /href="(\/oauth2\/authorize\/[^"]+)"/)?.1)
        _ = try await house.switchOn(browser)
        let code = try #require(try await browser.get(String(place)).answered?["code"])
        #expect(try await payroll.redeem(code).json["id_token"]?.claims["acr"] == "urn:gatehouse:2fa")
    }

    @Test("A foreign application gets nothing until the person agrees; the same is not asked twice, more is")
    func consent() async throws {
        let house = try await TestHouse()
        let survey = try await house.application("Survey") { $0.ownership = .foreign }
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get(survey.request(["scope": "openid profile"]))
        #expect(page.status == 200 && page.text.contains("crm.example.org"))
        let place = try #require(page.text.firstMatch(of: /action="(\/oauth2\/authorize\/[^"]+)"/)?.1)
        #expect(try await browser.get(String(place)).answered == nil, "looking is not agreeing")
        let forged = try await browser.postRaw(String(place), [("decision", "agree")])
        #expect(forged.status == 403)
        let csrf = try #require(page.field("csrf"))
        let agreed = try await browser.postRaw(String(place), [("csrf", csrf), ("decision", "agree")])
        #expect(agreed.answered?["code"] != nil && agreed.status == 200)
        #expect(try await browser.get(survey.request(["scope": "openid"])).answered?["code"] != nil)
        #expect(try await browser.get(survey.request()).answered == nil, "the e-mail address is new")
        #expect(try await house.activities(.consentGiven).count == 1)
    }

    @Test("Who declines goes back with access_denied, and the request is over")
    func declining() async throws {
        let house = try await TestHouse()
        let survey = try await house.application("Survey") { $0.ownership = .foreign }
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get(survey.request())
        let place = String(try #require(page.text.firstMatch(of: /action="(\/oauth2\/authorize\/[^"]+)"/)?.1))
        let csrf = try #require(page.field("csrf"))
        let declined = try await browser.postRaw(place, [("csrf", csrf), ("decision", "decline")])
        #expect(declined.answered?["error"] == "access_denied")
        #expect(try await browser.get(place).status == 410)
    }

    @Test("What an application asks for by the name of a claim, or by a word of its own, is agreed to as well")
    func consentToAll() async throws {
        let house = try await TestHouse()
        let survey = try await house.application("Survey") {
            $0.ownership = .foreign
            $0.scopes.append("payroll.write")
        }
        let (browser, id) = try await house.signedIn()
        let application = survey.application.id
        try await house.database.write { try $0.consents.give([.openID], to: application, by: id) }
        #expect(try await browser.get(survey.request(["scope": "openid"])).answered?["code"] != nil)
        let named: [String: String?] = ["scope": "openid", "claims": #"{"userinfo":{"email":null}}"#]
        let page = try await browser.get(survey.request(named))
        #expect(page.answered == nil && page.text.contains("e-mail address"))
        #expect(
            try await browser.get(survey.request(named.merging(["prompt": "none"]) { $1 })).answered?["error"]
                == "consent_required")
        let own = try await browser.get(survey.request(["scope": "openid payroll.write"]))
        #expect(own.answered == nil && own.text.contains("payroll.write"))
    }

    @Test("A stranger who declines leaves no entry in the log, however often")
    func decliningStranger() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let stranger = house.browser()
        let csrf = try await stranger.formToken()
        for _ in 0..<3 {
            let signIn = try #require(try await stranger.get(crm.request()).location)
            let place = try #require(
                signIn.removingPercentEncoding?.split(separator: "next=").last?.split(separator: "&").first)
            let declined = try await stranger.postRaw(String(place), [("csrf", csrf), ("decision", "decline")])
            #expect(declined.answered?["error"] == "access_denied")
        }
        #expect(try await house.activities(.applicationDeclined).isEmpty)
    }

    @Test("R80 R88 a request is answered in its own browser, by whoever agreed, within half an hour")
    func binding() async throws {
        let house = try await TestHouse()
        let survey = try await house.application("Survey") { $0.ownership = .foreign }
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get(survey.request())
        let place = String(try #require(page.text.firstMatch(of: /action="(\/oauth2\/authorize\/[^"]+)"/)?.1))
        let (thief, _) = try await house.signedIn("bence")
        #expect(try await thief.get(place).status == 410)
        let csrf = try await thief.formToken()
        #expect(try await thief.postRaw(place, [("csrf", csrf), ("decision", "agree")]).answered == nil)
        house.clock.advance(by: .minutes(31))
        try await browser.signIn("anna")
        #expect(try await browser.get(place).status == 410)
    }

    @Test("A native application is answered on any port of this machine, after a click")
    func native() async throws {
        let house = try await TestHouse()
        let phone = try await house.application("Softphone", .native)
        let (browser, _) = try await house.signedIn()
        let change: [String: String?] = ["redirect_uri": "http://127.0.0.1:53127/signed-in"]
        let page = try await browser.get(phone.request(change))
        let place = String(try #require(page.text.firstMatch(of: /action="(\/oauth2\/authorize\/[^"]+)"/)?.1))
        let csrf = try #require(page.field("csrf"))
        let agreed = try await browser.postRaw(place, [("csrf", csrf), ("decision", "agree")])
        #expect(agreed.leadsTo?.hasPrefix("http://127.0.0.1:53127/signed-in?code=") == true)
        let redeemed = try await phone.redeem(agreed.answered?["code"] ?? "", change)
        #expect(redeemed.status == 200)
        #expect(
            try await browser.get(phone.request(["redirect_uri": "http://localhost:53127/signed-in"])).status == 400)
    }

    @Test("form_post answers by a form that leads to the application alone")
    func formPost() async throws {
        let house = try await TestHouse()
        let crm = try await house.application()
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get(crm.request(["response_mode": "form_post", "state": #""><script>"#]))
        #expect(page.status == 200 && page.field("code")?.hasPrefix("gh_ac_") == true)
        #expect(page.headers[.contentSecurityPolicy]?.contains("form-action https://crm.example.org;") == true)
        #expect(!page.text.contains("<script>\""), "R90")
        #expect(try await crm.redeem(page.field("code") ?? "").status == 200)
    }
}
