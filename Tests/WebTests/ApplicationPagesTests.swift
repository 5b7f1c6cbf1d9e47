import Domain
import Flows
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("The pages of applications")
struct ApplicationPagesTests {
    private struct Scene {
        let house: TestHouse
        let admin: TestBrowser

        init() async throws {
            house = try await TestHouse()
            admin = try await house.signedIn("katalin", isAdministrator: true).0
        }

        func find(_ clientID: String) async throws -> Application {
            try #require(try await house.gatehouse.application(called: ClientID(stored: clientID), by: .shell))
        }

        func place(_ clientID: String = "crm") async throws -> String {
            "/applications/\(try await find(clientID).id.text)"
        }
    }

    /// What a browser sends of a page's own form, as it stands there.
    private func fields(of page: TestAnswer) -> [(String, String)] {
        let form =
            page.text.components(separatedBy: "<form id=\"typed\"").last?.components(separatedBy: "</form>")[0] ?? ""
        var fields: [(String, String)] = []
        for input in form.matches(of: /<input id="(\w+)"[^>]* value="([^"]*)"/) {
            fields.append((String(input.1), String(input.2)))
        }
        for area in form.matches(of: /<textarea id="(\w+)"[^>]*>\n([^<]*)<\/textarea>/) {
            fields.append((String(area.1), String(area.2)))
        }
        for select in form.matches(of: /<select id="(\w+)"[^>]*>([\s\S]*?)<\/select>/) {
            let chosen = select.2.firstMatch(of: /value="([^"]*)" selected/).map { String($0.1) } ?? ""
            fields.append((String(select.1), chosen))
        }
        return fields
    }

    @Test("Each template: chosen, filled in with what its short form asks, added, and its page saves what it shows")
    func everyTemplate() async throws {
        let scene = try await Scene()
        let choice = try await scene.admin.get("/applications/new")
        for template in ApplicationTemplate.allCases {
            let path = "/applications/new/\(template.rawValue)"
            #expect(choice.text.contains("href=\"\(path)\""))
            let sample = ApplicationDraft.sample(template)
            var sent = fields(of: try await scene.admin.get(path))
            for index in sent.indices {
                switch sent[index].0 {
                case "name": sent[index].1 = template.rawValue
                case "redirects": sent[index].1 = sample.redirects.joined(separator: "\r\n")
                default: break
                }
            }
            let answer = try await scene.admin.submit(path, sent)
            let application = try await scene.find(template.rawValue)
            if template.hasSecret {
                #expect(answer.status == 200 && answer.text.contains(ClientSecret.prefix))
            } else {
                #expect(answer.location == "/applications/\(application.id.text)")
            }
            #expect(try application.details == sample.named(template.rawValue).validated().get(), "\(template)")
            let page = try await scene.admin.get("/applications/\(application.id.text)")
            #expect(page.status == 200 && page.title == template.rawValue)
            let saved = try await scene.admin.submit("/applications/\(application.id.text)", fields(of: page))
            #expect(saved.status == 303, "\(template): \(saved.says)")
            #expect(try await scene.find(template.rawValue) == application, "\(template)")
        }
        let list = try await scene.admin.get("/applications")
        for template in ApplicationTemplate.allCases {
            #expect(list.text.contains("<b>\(template.rawValue)</b>"))
        }
    }

    @Test("A new application admits nobody, and its page says so until it is chosen who may")
    func nobody() async throws {
        let scene = try await Scene()
        try await scene.house.addApplication()
        let place = try await scene.place()
        #expect(try await scene.admin.get(place).text.contains(Texts.html("application.nobody")))
        let sent = fields(of: try await scene.admin.get(place)).map { $0.0 == "admission" ? ($0.0, "everybody") : $0 }
        #expect(try await scene.admin.submit(place, sent).location == place)
        let page = try await scene.admin.get(place)
        #expect(page.says == Texts.english("notice.applicationSaved"))
        #expect(!page.text.contains(Texts.html("application.nobody")))
    }

    @Test("What is wrong is told beside its field, line by line, all at once, and what was typed stays")
    func mistakes() async throws {
        let scene = try await Scene()
        let answer = try await scene.admin.submit(
            "/applications/new/web",
            [
                ("name", ""), ("redirects", "http://crm.example.org/cb\r\nhttps://*.example.org/cb"),
                ("clientID", "a b"),
                ("admission", "everybody"),
            ])
        #expect(answer.status == 422)
        for (key, line) in [
            ("application.address.insecure", "http://crm.example.org/cb"),
            ("application.address.wildcard", "https://*.example.org/cb"),
        ] {
            #expect(answer.text.contains(Texts.english(key, ["line": line]).prefix(60)), "\(key)")
        }
        #expect(answer.text.contains("\nhttp://crm.example.org/cb\nhttps://*.example.org/cb</textarea>"))
        #expect(answer.field("clientID") == "a b")
        #expect(answer.text.contains("value=\"everybody\" selected"))
        #expect(try await scene.house.count("application") == 0)
    }

    @Test(
        "R89 a link that runs what it says is refused wherever links stand",
        arguments: ["home", "logoutMessages", "postLogout"])
    func scripts(_ field: String) async throws {
        let scene = try await Scene()
        let application = try await scene.house.addApplication()
        let answer = try await scene.admin.submit(try await scene.place(), [(field, "JavaScript:alert(1)")])
        let sentence = Texts.english("application.address.script-scheme", ["line": "JavaScript:alert(1)"])
        #expect(answer.status == 422 && answer.text.contains(sentence))
        #expect(try await scene.find("crm") == application)
    }

    @Test("A word that no form of ours offers is refused", arguments: ["admission", "level", "ownership", "algorithm"])
    func unknownWord(_ field: String) async throws {
        let scene = try await Scene()
        let answer = try await scene.admin.submit("/applications/new/web", [("name", "CRM"), (field, "somebody")])
        #expect(answer.status == 400)
    }

    @Test("The secret is shown once: on no other page, in no entry and not in the database")
    func secretOnce() async throws {
        let scene = try await Scene()
        let added = try await scene.admin.submit(
            "/applications/new/web", [("name", "CRM"), ("redirects", "https://crm.example.org/cb")])
        let secret = try #require(added.text.firstMatch(of: /gh_cs_[A-Za-z0-9_-]{43}/)).0
        let place = try await scene.place()
        let pages = ["/applications", place, place + "/delete", "/activity"]
        for page in pages { #expect(try await !scene.admin.get(page).text.contains(secret), "\(page)") }
        #expect(try await !"\(scene.house.snapshot())".contains(secret))
        let digest = try #require(ClientSecret(presented: String(secret))).digest
        let application = try await scene.find("crm")
        let managed = try await scene.house.gatehouse.managedApplication(application.id, by: .shell)
        #expect(managed?.secrets.map(\.digest) == [digest])
    }

    @Test("A second secret can be made, and no third; each can be ended, after a question")
    func secrets() async throws {
        let scene = try await Scene()
        try await scene.admin.submit(
            "/applications/new/machine", [("name", "CRM"), ("scopes", "calls:read"), ("addresses", "10.0.0.0/8")])
        let place = try await scene.place()
        let second = try await scene.admin.submit(place + "/secrets")
        #expect(second.status == 200 && second.text.contains(Texts.html("clientSecret.second")))
        #expect(try await scene.admin.submit(place + "/secrets").location == place)
        let page = try await scene.admin.get(place)
        #expect(page.text.contains(Texts.html("application.secrets.full")))
        let ends = page.text.matches(of: /href="(\/applications\/secrets\/[0-9a-f-]+\/end)"/).map { String($0.1) }
        #expect(ends.count == 2)
        #expect(try await scene.admin.get(ends[0]).status == 200)
        #expect(try await scene.house.count("application_secret") == 2)
        #expect(try await scene.admin.submit(ends[0]).location == place)
        #expect(try await scene.admin.get(place).says == Texts.english("notice.clientSecretEnded"))
        #expect(try await scene.admin.get(ends[0]).status == 404)
        #expect(try await scene.admin.submit(ends[0]).status == 404)
        #expect(try await scene.house.count("application_secret") == 1)
    }

    @Test("Disabled and enabled again; deleted after a question")
    func stop() async throws {
        let scene = try await Scene()
        try await scene.house.addApplication()
        let place = try await scene.place()
        #expect(try await scene.admin.get(place + "/disable").title == "Disable CRM?")
        #expect(try await scene.find("crm").isEnabled)
        #expect(try await scene.admin.submit(place + "/disable").location == place)
        #expect(try await !scene.find("crm").isEnabled)
        #expect(try await scene.admin.get(place).text.contains("action=\"\(place)/enable\""))
        #expect(try await scene.admin.submit(place + "/enable").location == place)
        #expect(try await scene.find("crm").isEnabled)
        #expect(try await scene.admin.get(place + "/delete").title == "Delete CRM?")
        #expect(try await scene.admin.submit(place + "/delete").location == "/applications")
        #expect(try await scene.admin.get("/applications").says == "CRM has been deleted.")
        #expect(try await scene.house.activities(.applicationDeleted).map(\.userName) == ["katalin"])
        #expect(try await scene.admin.get(place).status == 404)
    }

    @Test("A declared application is shown and cannot be changed, by none of the routes")
    func declared() async throws {
        let scene = try await Scene()
        var draft = ApplicationDraft.sample(.web)
        draft.clientID = "crm"
        _ = try await scene.house.gatehouse.declareApplications([
            DeclaredApplication(
                draft: draft, secrets: [ClientSecretDigest(bytes: [UInt8](repeating: 7, count: 32))], isDisabled: false)
        ])
        let place = try await scene.place()
        let page = try await scene.admin.get(place)
        #expect(
            page.text.contains("<fieldset class=\"form\" disabled>")
                && page.text.contains(Texts.html("application.declared")))
        #expect(!page.text.contains("/secrets") && !page.text.contains(place + "/d"))
        let before = try await scene.house.snapshot(without: ["activity", "activity_tally", "session"])
        for path in ["", "/disable", "/enable", "/delete", "/secrets"] {
            #expect(try await scene.admin.submit(place + path, [("name", "CRM 2")]).status == 403, "\(path)")
        }
        #expect(try await scene.house.snapshot(without: ["activity", "activity_tally", "session"]) == before)
    }

    @Test("What to enter where: issuer, client id, addresses, and a snippet that holds them")
    func pastes() async throws {
        let scene = try await Scene()
        for template in ApplicationTemplate.allCases {
            try await scene.house.addApplication(template.rawValue, template)
        }
        for template in ApplicationTemplate.allCases {
            let page = try await scene.admin.get(try await scene.place(template.rawValue)).text
            func pasted(_ name: String) -> String? {
                page.firstRange(of: "id=\"paste-\(name)\"").map { place in
                    String(page[place.upperBound...].drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
                }
            }
            switch template {
            case .gate: #expect(pasted("callback-0") == "https://wallboard.example.org/.gatehouse/callback")
            case .machine: #expect(pasted("token") == TestHouse.publicURL + "/oauth2/token")
            case .api: #expect(pasted("introspection") == TestHouse.publicURL + "/oauth2/introspect")
            default:
                #expect(pasted("issuer") == TestHouse.publicURL)
                #expect(pasted("keys") == TestHouse.publicURL + "/oauth2/jwks")
                #expect(pasted("discovery") == TestHouse.publicURL + "/.well-known/openid-configuration")
                #expect(pasted("authorization") == TestHouse.publicURL + "/oauth2/authorize")
            }
            if template == .gate { continue }
            #expect(pasted("clientID") == template.rawValue)
            #expect(pasted("snippet")?.contains(template.rawValue) == true, "\(template)")
        }
    }

    @Test("A shell reads nothing in a scope")
    func snippetQuotes() throws {
        var draft = ApplicationDraft.sample(.machine)
        draft.scopes = ["a'$(id)'b", "`id`"]
        let application = Application(
            id: Identifier(stored: "x"), clientID: ClientID(stored: "crm"), template: .machine,
            details: try draft.validated().get(), createdAt: Timestamp(milliseconds: 0))
        let snippet = ApplicationSnippet(
            application: application, provider: ProviderAddresses(issuer: "https://g.example"))
        #expect(snippet.text?.hasSuffix(#"--data-urlencode 'scope=`id` a'\''$(id)'\''b'"#) == true)
    }

    @Test("A filled-in application comes back after the step-up, also its lines, and is not added by it")
    func stepUp() async throws {
        let scene = try await Scene()
        scene.house.clock.advance(by: .minutes(16))
        let lines = "https://crm.example.org/a\r\nhttps://crm.example.org/b"
        let asked = try await scene.admin.submit(
            "/applications/new/web", [("name", "CRM <1>"), ("redirects", lines), ("admission", "administrators")])
        #expect(asked.status == 401 && asked.field("next") == "/applications/new/web")
        let page = try await scene.admin.submit(
            "/step-up",
            [
                ("password", TestHouse.password), ("next", asked.field("next") ?? ""),
                ("kept", asked.field("kept") ?? ""),
            ])
        #expect(page.status == 200 && page.says == Texts.english("notice.formKept"))
        #expect(
            page.field("name") == "CRM &lt;1&gt;"
                && page.text.contains("\nhttps://crm.example.org/a\nhttps://crm.example.org/b</textarea>"))
        #expect(page.text.contains("value=\"administrators\" selected"))
        #expect(try await scene.house.count("application") == 0)
    }

    @Test("Administrators have the entry in the menu, and nobody else")
    func menu() async throws {
        let scene = try await Scene()
        #expect(try await scene.admin.get("/").text.contains("href=\"/applications\""))
        #expect(
            try await scene.admin.get("/applications").text.contains("href=\"/applications\" aria-current=\"page\""))
        let anna = try await scene.house.signedIn("anna").0
        #expect(try await !anna.get("/").text.contains("/applications"))
    }
}

extension ApplicationDraft {
    fileprivate func named(_ name: String) -> ApplicationDraft {
        var draft = self
        draft.name = name
        return draft
    }
}
