import Domain
import Flows
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Tokens of applications")
struct OAuthTokenTests {
    private let house: TestHouse
    private let crm: TestApplication
    private let browser: TestBrowser
    private let anna: UserID

    init() async throws {
        house = try await TestHouse()
        crm = try await house.application()
        (browser, anna) = try await house.signedIn()
    }

    private func error(_ answer: TestAnswer) -> String? { answer.json["error"] }

    @Test("R66 R67 R78 each fault of a redemption alone refuses, and leaves the code to whom it belongs")
    func faults() async throws {
        let other = try await house.application("Other")
        let code = try await crm.code(in: browser)
        let faults: [[String: String?]] = [
            ["code_verifier": nil], ["code_verifier": String(repeating: "a", count: 43)], ["redirect_uri": nil],
            ["redirect_uri": "https://crm.example.org/"], ["code": String(code.dropLast())], ["code": code + "A"],
            ["code": "gh_at_" + code.dropFirst(6)],
        ]
        for fault in faults {
            let answer = try await crm.redeem(code, fault)
            #expect(answer.status == 400 && error(answer) == "invalid_grant", "\(fault)")
        }
        #expect(error(try await other.redeem(code, ["redirect_uri": crm.redirect])) == "invalid_grant")
        #expect(try await crm.redeem(code).status == 200)
    }

    @Test("A code without a challenge takes no verifier, and is late after a minute")
    func lateCode() async throws {
        let old = try await house.application("Old", .oldWeb)
        let plain: [String: String?] = ["code_challenge": nil, "code_challenge_method": nil]
        let code = try await old.code(in: browser, plain)
        #expect(error(try await old.redeem(code)) == "invalid_grant", "nobody asked for a verifier")
        #expect(try await old.redeem(code, ["code_verifier": nil]).status == 200)
        let late = try await crm.code(in: browser)
        house.clock.advance(by: .seconds(60))
        #expect(error(try await crm.redeem(late)) == "invalid_grant")
    }

    @Test(
        "A code used again by its own application ends all that was given for it; with a wrong verifier it ends nothing"
    )
    func codeReuse() async throws {
        let code = try await crm.code(in: browser)
        let tokens = try await crm.redeem(code).json
        let wrong: [String: String?] = ["code_verifier": String(repeating: "a", count: 43)]
        #expect(error(try await crm.redeem(code, wrong)) == "invalid_grant")
        #expect(try await crm.userInfo(tokens["access_token"] ?? "").status == 200)
        house.clock.advance(by: .seconds(45))
        #expect(error(try await crm.redeem(code)) == "invalid_grant")
        let refused = try await crm.userInfo(tokens["access_token"] ?? "")
        #expect(refused.status == 401)
        #expect(refused.headers[.wwwAuthenticate]?.contains("error=\"invalid_token\"") == true)
        #expect(error(try await crm.refresh(tokens["refresh_token"] ?? "")) == "invalid_grant")
        #expect(try await house.activities(.codeReused).count == 1)
    }

    @Test("Fifty at once: one gets tokens for a code")
    func codeRace() async throws {
        let code = try await crm.code(in: browser)
        let application = crm
        let statuses = try await race(50) { _ in try await application.redeem(code).status }
        #expect(statuses.filter { $0 == 200 }.count == 1)
        #expect(statuses.allSatisfy { $0 == 200 || $0 == 400 })
    }

    @Test("A refresh token is used once; a lost answer may be asked for again, and takes the other back")
    func rotation() async throws {
        let first = try await crm.tokens(in: browser)
        let second = try await crm.refresh(first.refresh).json
        #expect(second["access_token"] != first.access && second["refresh_token"] != first.refresh)
        #expect(second["id_token"]?.claims["auth_time"] == first.id.claims["auth_time"])
        #expect(second["id_token"]?.claims["sid"] == first.id.claims["sid"])
        house.clock.advance(by: .seconds(20))
        let again = try await crm.refresh(first.refresh)
        #expect(again.status == 200, "the answer was lost")
        #expect(try await crm.userInfo(second["access_token"] ?? "").status == 401, "it was taken back")
        let third = try await crm.refresh(again.json["refresh_token"] ?? "")
        #expect(third.status == 200)
        #expect(error(try await crm.refresh(first.refresh)) == "invalid_grant", "its successor was used")
        #expect(error(try await crm.refresh(third.json["refresh_token"] ?? "")) == "invalid_grant", "all has ended")
        #expect(try await house.activities(.refreshTokenReused).count == 1)
    }

    @Test("A thief who refreshes with a copied token within the half minute is found out when its owner comes next")
    func thief() async throws {
        let stolen = try await crm.tokens(in: browser)
        let owner = try await crm.refresh(stolen.refresh).json
        let thief = try await crm.refresh(stolen.refresh).json
        #expect(thief["access_token"] != nil)
        #expect(error(try await crm.refresh(owner["refresh_token"] ?? "")) == "invalid_grant")
        #expect(try await crm.userInfo(thief["access_token"] ?? "").status == 401, "all has ended")
        #expect(error(try await crm.refresh(thief["refresh_token"] ?? "")) == "invalid_grant")
        #expect(try await house.activities(.refreshTokenReused).count == 1)
    }

    @Test("A refresh may ask for all that a client is set to; it gets what was given, and what is still registered")
    func refreshScope() async throws {
        let tokens = try await crm.tokens(in: browser)
        let more: [String: String?] = [
            "grant_type": "refresh_token", "refresh_token": tokens.refresh, "scope": "openid email phone",
        ]
        let refreshed = try await crm.call(more)
        #expect(refreshed.status == 200 && refreshed.json["scope"] == "email openid")
        let nothing: [String: String?] = [
            "grant_type": "refresh_token", "refresh_token": refreshed.json["refresh_token"], "scope": "phone",
        ]
        #expect(error(try await crm.call(nothing)) == "invalid_scope")
    }

    @Test("R76 claims by name give nothing that the application may not ask for by scope")
    func claimsByName() async throws {
        let bare = try await house.application("Bare") { $0.scopes = [] }
        try await house.execute("UPDATE user_account SET email = 'anna@example.org'")
        let claims = #"{"userinfo":{"email":null,"name":null},"id_token":{"email":null}}"#
        let change: [String: String?] = ["scope": "openid", "claims": claims]
        let tokens = try await bare.tokens(in: browser, change)
        #expect(tokens.id.claims["email"] == nil)
        #expect(try await bare.userInfo(tokens.access).json.keys.sorted() == ["sub"])
        let full = try await crm.tokens(in: browser, change)
        #expect(full.id.claims["email"] == "anna@example.org")
        #expect(try await crm.userInfo(full.access).json.keys.sorted() == ["email", "name", "sub"])
    }

    @Test(
        "A code is worth nothing once its session is over, also for lasting access, and also when it is made shorter meanwhile"
    )
    func codeOfDeadSession() async throws {
        let mobile = try await house.application("Mobile") { $0.scopes.append("offline_access") }
        house.clock.advance(by: .seconds(40))
        let code = try await mobile.code(in: browser, ["scope": "openid offline_access"])
        house.clock.advance(by: .seconds(30))
        try await house.gatehouse.adoptSettings(idle: .minutes(1), absolute: .hours(12))
        #expect(error(try await mobile.redeem(code)) == "invalid_grant")
        #expect(try await house.count("access_grant") == 0)
    }

    @Test("A code does not outlive a disabling, however short")
    func disabledAndBack() async throws {
        let code = try await crm.code(in: browser)
        _ = try await house.gatehouse.disableApplication(crm.application.id, by: .shell)
        _ = try await house.gatehouse.enableApplication(crm.application.id, by: .shell)
        #expect(error(try await crm.redeem(code)) == "invalid_grant")
    }

    @Test("Client ids that nobody has leave nothing behind")
    func madeUpClients() async throws {
        let before = try await house.count("guessing")
        for number in 0..<20 {
            let answer = try await house.browser().postRaw(
                "/oauth2/token",
                [("grant_type", "client_credentials"), ("client_id", "made-up-\(number)"), ("client_secret", "x")])
            #expect(answer.status == 401)
        }
        #expect(try await house.count("guessing") == before)
    }

    @Test("A refresh token used again after half a minute ends the access")
    func lateReuse() async throws {
        let first = try await crm.tokens(in: browser)
        let second = try await crm.refresh(first.refresh).json
        house.clock.advance(by: .seconds(31))
        #expect(error(try await crm.refresh(first.refresh)) == "invalid_grant")
        #expect(try await crm.userInfo(second["access_token"] ?? "").status == 401)
    }

    @Test("Fifty at once with one refresh token: one leaf stays")
    func refreshRace() async throws {
        let tokens = try await crm.tokens(in: browser)
        let application = crm
        let answers = try await race(50) { _ in try await application.refresh(tokens.refresh) }
        #expect(answers.allSatisfy { $0.status == 200 || $0.status == 400 })
        #expect(try await house.count("refresh_token", where: "used_at IS NULL AND taken_back_at IS NULL") <= 1)
    }

    @Test(
        "R68 the refresh token of an application with a secret is worth nothing without it, nor another's with its own")
    func otherClient() async throws {
        let other = try await house.application("Other")
        let tokens = try await crm.tokens(in: browser)
        #expect(error(try await other.refresh(tokens.refresh)) == "invalid_grant")
        let bare = try await house.browser().postRaw(
            "/oauth2/token",
            [("grant_type", "refresh_token"), ("refresh_token", tokens.refresh), ("client_id", crm.clientID)])
        #expect(bare.status == 401 && error(bare) == "invalid_client")
        #expect(try await crm.refresh(tokens.refresh).status == 200)
    }

    /// Everything after which an application must not do anything for somebody any more.
    enum Cause: CaseIterable {
        case signOut, idle, absolute, inactivated, reset, cleared, disabled, deleted, notAdmitted, sessionEnded

        func happen(_ scene: OAuthTokenTests) async throws {
            let gatehouse = scene.house.gatehouse
            let id = scene.crm.application.id
            switch self {
            case .signOut: try await scene.browser.submit("/sign-out")
            case .idle: scene.house.clock.advance(by: SessionLimits.standard.idle + .seconds(1))
            case .absolute: scene.house.clock.advance(by: SessionLimits.standard.absolute + .seconds(1))
            case .inactivated:
                let change = UserChange(
                    name: UserName(stored: "anna"),
                    details: UserDetails(displayName: "", email: "", language: .english), isActive: false,
                    isAdministrator: false)
                _ = try await gatehouse.changeUser(scene.anna, to: change, by: .shell)
            case .reset: _ = try await gatehouse.issuePasswordReset(of: scene.anna, by: .shell)
            case .cleared:
                _ = try await gatehouse.clearAuthenticators(of: scene.anna, keepingPassword: true, by: .shell)
            case .disabled: _ = try await gatehouse.disableApplication(id, by: .shell)
            case .deleted: _ = try await gatehouse.deleteApplication(id, by: .shell)
            case .notAdmitted:
                var draft = ApplicationDraft(scene.crm.application)
                draft.admission = .administrators
                _ = try await gatehouse.changeApplication(id, to: draft, by: .shell)
            case .sessionEnded:
                let session = try await scene.house.database.read { try $0.sessions.list(of: scene.anna) }
                for session in session {
                    try await scene.house.execute("DELETE FROM session WHERE id = '\(session.id.text)'")
                }
            }
        }

        /// What outlasts the session does so where only the session has ended.
        var endsOffline: Bool {
            switch self {
            case .signOut, .idle, .absolute, .sessionEnded: false
            case .inactivated, .reset, .cleared, .disabled, .deleted, .notAdmitted: true
            }
        }
    }

    @Test("R36 R70 R73 R74 whatever ends access ends every kind of it", arguments: Cause.allCases, [false, true])
    func causes(_ cause: Cause, isOffline: Bool) async throws {
        let offline = try await house.application("Mobile") { $0.scopes.append("offline_access") }
        let application = isOffline ? offline : crm
        let scene = try await Self(self, crm: application)
        if cause == .cleared { _ = try await house.switchOn(browser) }
        let scope: [String: String?] = ["scope": isOffline ? "openid offline_access" : "openid"]
        let tokens = try await application.tokens(in: browser, scope)
        let code = try await application.code(in: browser, scope)
        try await cause.happen(scene)
        let goesOn = isOffline && !cause.endsOffline
        #expect(try await application.redeem(code).status != 200, "code")
        if cause != .notAdmitted {
            #expect(
                try await application.userInfo(tokens.access).status
                    == (goesOn && cause != .absolute && cause != .idle ? 200 : 401))
        }
        let refreshed = try await application.refresh(tokens.refresh)
        #expect((refreshed.status == 200) == goesOn, "refresh token")
        if cause == .notAdmitted { #expect(try await application.userInfo(tokens.access).status == 401) }
    }

    private init(_ other: OAuthTokenTests, crm: TestApplication) async throws {
        house = other.house
        self.crm = crm
        browser = other.browser
        anna = other.anna
    }

    @Test("Consent that is withdrawn ends what hangs on it")
    func consentWithdrawn() async throws {
        let survey = try await house.application("Survey") { $0.ownership = .foreign }
        let application = survey.application.id
        try await house.database.write { [anna] in try $0.consents.give([.openID], to: application, by: anna) }
        let tokens = try await survey.tokens(in: browser, ["scope": "openid"])
        try await house.database.write { [anna] in _ = try $0.consents.withdraw(from: application, by: anna) }
        #expect(error(try await survey.refresh(tokens.refresh)) == "invalid_grant")
        #expect(try await survey.userInfo(tokens.access).status == 401)
    }

    @Test("S1 S3 S4 a client says who it is in one way, and right")
    func clientAuthentication() async throws {
        let code = try await crm.code(in: browser)
        func post(_ fields: [(String, String)], _ headers: [String: String] = [:]) async throws -> TestAnswer {
            let all = [
                ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", crm.redirect),
                ("code_verifier", TestApplication.verifier),
            ]
            return try await house.browser().postRaw("/oauth2/token", all + fields, headers: headers)
        }
        let secret = try #require(crm.secret)
        #expect(error(try await post([])) == "invalid_client")
        #expect(error(try await post([("client_id", crm.clientID)])) == "invalid_client")
        #expect(
            error(try await post([("client_id", crm.clientID), ("client_secret", secret + "x")])) == "invalid_client")
        let wrong = try await crm.call(
            ["grant_type": "client_credentials"], headers: ["Authorization": "Basic bm9ib2R5Om5vdGhpbmc="])
        #expect(wrong.status == 401 && wrong.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
        let both = try await crm.redeem(code, ["client_secret": secret])
        #expect(both.status == 401, "in both places")
        #expect(try await crm.redeem(code, ["client_id": "", "client_secret": ""]).status == 200, "S1")
        let next = try await crm.code(in: browser)
        let posted = try await house.browser().postRaw(
            "/oauth2/token",
            [
                ("grant_type", "authorization_code"), ("code", next), ("redirect_uri", crm.redirect),
                ("code_verifier", TestApplication.verifier), ("client_id", crm.clientID), ("client_secret", secret),
            ])
        #expect(posted.status == 200)
    }

    @Test("T2 wrong secrets are answered later and later from where they come; the right one is never held up")
    func wrongSecrets() async throws {
        let stranger = house.browser(address: "203.0.113.9")
        let guess = [("grant_type", "client_credentials"), ("client_id", crm.clientID), ("client_secret", "wrong")]
        var statuses: [Int] = []
        for _ in 0..<12 { statuses.append(try await stranger.postRaw("/oauth2/token", guess).status) }
        #expect(statuses.contains(401) && statuses.last == 429)
        #expect(try await crm.redeem(crm.code(in: browser)).status == 200)
        let elsewhere = try await house.browser(address: "192.0.2.99").postRaw("/oauth2/token", guess)
        #expect(elsewhere.status == 401, "counted by network")
    }

    @Test("T9 R76 a machine gets a token for itself, for what it may, and nothing else")
    func machine() async throws {
        let robot = try await house.application("Robot", .machine) { $0.scopes = ["calls.read"] }
        let tokens = try await robot.call(["grant_type": "client_credentials"])
        #expect(tokens.status == 200 && tokens.json["scope"] == "calls.read")
        #expect(tokens.json["id_token"] == nil && tokens.json["refresh_token"] == nil)
        #expect(try await robot.userInfo(tokens.json["access_token"] ?? "").status == 401)
        let more: [String: String?] = ["grant_type": "client_credentials", "scope": "calls.read calls.delete"]
        #expect(error(try await robot.call(more)) == "invalid_scope")
        #expect(error(try await crm.call(["grant_type": "client_credentials"])) == "unauthorized_client")
        #expect(error(try await crm.call(["grant_type": "password"])) == "unsupported_grant_type")
    }

    @Test("T11 R82 an API learns what a token is worth; of what is worth nothing it learns that alone")
    func introspection() async throws {
        let api = try await house.application("Calls", .api)
        let other = try await house.application("Other")
        let tokens = try await crm.tokens(in: browser)
        let facts = try await api.call(["token": tokens.access], at: "/oauth2/introspect").json
        #expect(facts["active"] == "1" || facts["active"] == "true")
        #expect(facts["sub"] == anna.text && facts["client_id"] == crm.clientID && facts["username"] == "anna")
        for (caller, token) in [
            (other, tokens.access), (api, tokens.refresh), (api, tokens.id), (api, "gh_at_" + tokens.access),
            (api, "x"),
        ] {
            let answer = try await caller.call(["token": token], at: "/oauth2/introspect")
            #expect(answer.status == 200 && answer.text == #"{"active":false}"#)
        }
        let stranger = try await house.browser().postRaw("/oauth2/introspect", [("token", tokens.access)])
        #expect(stranger.status == 401)
        try await browser.submit("/sign-out")
        #expect(
            try await api.call(["token": tokens.access], at: "/oauth2/introspect").text == #"{"active":false}"#)
    }

    @Test("T10 an application gives back what it does not need; another's is left as it is, and nobody is told")
    func revocation() async throws {
        let other = try await house.application("Other")
        let tokens = try await crm.tokens(in: browser)
        #expect(try await other.call(["token": tokens.access], at: "/oauth2/revoke").status == 200)
        #expect(try await other.call(["token": tokens.refresh], at: "/oauth2/revoke").status == 200)
        #expect(try await crm.call(["token": "nonsense"], at: "/oauth2/revoke").status == 200)
        #expect(try await crm.userInfo(tokens.access).status == 200)
        #expect(try await crm.call(["token": tokens.access], at: "/oauth2/revoke").status == 200)
        #expect(try await crm.userInfo(tokens.access).status == 401)
        let next = try await crm.refresh(tokens.refresh).json
        #expect(try await crm.call(["token": next["refresh_token"]], at: "/oauth2/revoke").status == 200)
        #expect(try await crm.userInfo(next["access_token"] ?? "").status == 401, "with all that hangs on it")
    }

    @Test("R83 a token that was cut, lengthened or is of another kind is none")
    func shape() async throws {
        let tokens = try await crm.tokens(in: browser)
        for text in [String(tokens.access.dropLast()), tokens.access + "A", tokens.refresh, tokens.id, ""] {
            #expect(try await crm.userInfo(text).status == 401)
        }
        #expect(try await house.browser().get("/oauth2/userinfo").headers[.wwwAuthenticate]?.contains("error") == false)
    }

    @Test("T6 R72 offline access is given where the application may ask for it, outlasts the session, and ends unused")
    func offline() async throws {
        let mobile = try await house.application("Mobile") { $0.scopes.append("offline_access") }
        let refused = try await crm.redeem(crm.code(in: browser, ["scope": "openid offline_access"])).json
        #expect(refused["scope"] == "openid")
        let tokens = try await mobile.tokens(in: browser, ["scope": "openid offline_access"])
        try await browser.submit("/sign-out")
        house.clock.advance(by: .days(6))
        let next = try await mobile.refresh(tokens.refresh).json
        #expect(next["access_token"] != nil)
        house.clock.advance(by: .days(7) + .seconds(1))
        #expect(error(try await mobile.refresh(next["refresh_token"] ?? "")) == "invalid_grant")
    }

    @Test("Pages read answers from an origin that is registered for an application, and from no other")
    func origins() async throws {
        let spa = try await house.application("Wallboard", .browserOnly) { $0.origins = ["https://wall.example.org"] }
        let tokens = try await spa.tokens(in: browser)
        func userInfo(_ origin: String) async throws -> TestAnswer {
            try await house.browser().get(
                "/oauth2/userinfo", headers: ["Authorization": "Bearer \(tokens.access)", "Origin": origin])
        }
        let own = try await userInfo("https://wall.example.org")
        #expect(own.status == 200 && own.headers[.accessControlAllowOrigin] == "https://wall.example.org")
        #expect(own.headers[.vary]?.contains("Origin") == true)
        for origin in ["https://evil.example.org", "null", "https://wall.example.org:8443", "http://wall.example.org"] {
            #expect(try await userInfo(origin).headers[.accessControlAllowOrigin] == nil)
        }
        let asked = try await house.browser().send(
            .options, "/oauth2/token", body: nil, headers: ["Origin": "https://wall.example.org"])
        #expect(asked.status == 204 && asked.headers[.accessControlAllowOrigin] == "https://wall.example.org")
        #expect(asked.headers[.accessControlAllowHeaders]?.contains("authorization") == true)
        #expect(asked.headers[.accessControlAllowCredentials] == nil)
        _ = try await house.gatehouse.disableApplication(spa.application.id, by: .shell)
        #expect(try await userInfo("https://wall.example.org").headers[.accessControlAllowOrigin] == nil)
        let page = try await house.browser().get("/sign-in", headers: ["Origin": "https://wall.example.org"])
        #expect(page.headers[.accessControlAllowOrigin] == nil)
    }
}
