import TestSupport
import Testing

@testable import Domain

@Suite("An application as it was typed, judged as a whole")
struct ApplicationDraftTests {
    private func problems(_ draft: ApplicationDraft) -> [ApplicationField: [ApplicationProblem]] {
        if case .failure(let problems) = draft.validated() { problems.byField } else { [:] }
    }

    @Test(
        "Each template can be saved with what it cannot do without, and admits nobody",
        arguments: ApplicationTemplate.allCases)
    func standard(_ template: ApplicationTemplate) throws {
        let details = try ApplicationDraft.sample(template).validated().get()
        #expect(details.policy == .standard && details.policy.admission == .nobody)
        #expect(details.ownership == .own && details.window == .page)
        #expect(details.grantTypes == template.grantTypes)
        #expect(details.pkce == (template == .oldWeb ? .optional : .required))
        #expect(details.scopes.contains(.openID) == (template.hasUsers && template != .gate))
    }

    @Test("What was saved, drawn again and saved unchanged is the same", arguments: ApplicationTemplate.allCases)
    func again(_ template: ApplicationTemplate) throws {
        var draft = ApplicationDraft.sample(template)
        draft.addresses = ["10.0.0.0/8", "2001:db8::1", "192.0.2.7"]
        if template.hasUsers {
            draft.maximumAge = "60"
            draft.level = .twoFactors
            draft.admission = .everybody
        }
        let details = try draft.validated().get()
        let application = Application(
            id: Identifier(stored: "x"), clientID: ClientID(stored: "crm"), template: template, details: details,
            createdAt: Timestamp(milliseconds: 0))
        let drawn = ApplicationDraft(application)
        #expect(try drawn.validated().get() == details)
        #expect(drawn.addresses.sorted() == draft.addresses.sorted())
        #expect(details.changes(to: details).isEmpty)
    }

    @Test("A gate is answered below a path of ours on each of its hosts, however often that is typed")
    func gate() throws {
        var draft = ApplicationDraft.sample(.gate)
        draft.redirects += ["https://b.example.org:8443", "https://b.example.org:8443/.gatehouse/callback"]
        #expect(
            try draft.validated().get().redirects.map(\.text) == [
                "https://b.example.org:8443/.gatehouse/callback", "https://wallboard.example.org/.gatehouse/callback",
            ])
        draft.redirects = ["https://b.example.org/x", "http://b.example.org"]
        #expect(
            problems(draft)[.redirects] == [
                .address("https://b.example.org/x", .notOrigin), .address("http://b.example.org", .insecure),
            ])
    }

    @Test(
        "An address of a kind that the template does not take is refused",
        arguments: [
            (ApplicationTemplate.web, "com.example.app:/cb"), (.oldWeb, "com.example.app:/cb"),
            (.browserOnly, "com.example.app:/cb"), (.native, "https://crm.example.org/cb"),
            (.mobile, "http://127.0.0.1/cb"), (.mobile, "http://localhost/cb"),
        ])
    func kinds(_ template: ApplicationTemplate, _ line: String) {
        var draft = ApplicationDraft.sample(template)
        draft.redirects = [line]
        draft.postLogout = [line]
        #expect(problems(draft) == [.redirects: [.addressKind(line)], .postLogout: [.addressKind(line)]])
    }

    @Test("R89 links to a home page and for logout are judged as strictly as those for signing in")
    func otherLinks() {
        var draft = ApplicationDraft.sample(.web)
        draft.home = "javascript:alert(1)"
        draft.logoutMessages = "http://crm.example.org/logout"
        draft.postLogout = ["data:,x", "https://crm.example.org/bye"]
        #expect(
            problems(draft) == [
                .home: [.address("javascript:alert(1)", .scriptScheme)],
                .logoutMessages: [.address("http://crm.example.org/logout", .insecure)],
                .postLogout: [.address("data:,x", .scriptScheme)],
            ])
        draft = ApplicationDraft.sample(.native)
        draft.home = "com.example.app:/"
        #expect(problems(draft) == [.home: [.addressKind("com.example.app:/")]])
    }

    @Test("R86 what a template does not have cannot be set, and what it needs cannot be left out")
    func ofTemplate() {
        var draft = ApplicationDraft.sample(.machine)
        draft.redirects = ["https://crm.example.org/cb"]
        draft.postLogout = ["https://crm.example.org/cb"]
        draft.logoutMessages = "https://crm.example.org/cb"
        draft.home = "https://crm.example.org/"
        draft.origins = ["https://crm.example.org"]
        draft.grantTypes = [.clientCredentials, .authorizationCode, .refreshToken]
        draft.scopes = ["offline_access"]
        draft.pkce = .optional
        draft.algorithm = .rs256
        draft.window = .popUp
        draft.ownership = .foreign
        draft.admission = .everybody
        draft.level = .twoFactors
        draft.maximumAge = "5"
        let found = problems(draft)
        #expect(found.values.allSatisfy { $0 == [.notOfTemplate] })
        #expect(
            Set(found.keys)
                == Set(ApplicationField.allCases).subtracting([.clientID, .template, .name, .addresses, .secrets]))
        for template in ApplicationTemplate.allCases where template != .oldWeb {
            var draft = ApplicationDraft.sample(template)
            draft.pkce = .optional
            #expect(problems(draft) == [.pkce: [.notOfTemplate]], "\(template)")
        }
        var empty = ApplicationDraft(.web)
        empty.grantTypes = []
        #expect(problems(empty) == [.name: [.missing], .redirects: [.missing], .grantTypes: [.missing]])
        var offline = ApplicationDraft.sample(.browserOnly)
        offline.scopes = ["openid", "offline_access"]
        #expect(problems(offline) == [.scopes: [.notOfTemplate]])
    }

    @Test("All that is wrong is told at once, by field and line")
    func atOnce() {
        var draft = ApplicationDraft(.web)
        draft.clientID = "a b"
        draft.name = String(repeating: "x", count: 101)
        draft.redirects = ["https://a.example/cb", "http://a.example/cb", "x"]
        draft.scopes = ["openid", "a b", "a\"b", ""]
        draft.maximumAge = "0"
        draft.addresses = ["10.0.0.0/8", "10.0.0.0/33", "floor"]
        #expect(
            problems(draft) == [
                .clientID: [.malformed], .name: [.tooLong],
                .redirects: [.address("http://a.example/cb", .insecure), .address("x", .noScheme)],
                .scopes: [.scope("a b"), .scope("a\"b")], .maximumAge: [.outOfRange(1...1440)],
                .addresses: [.range("10.0.0.0/33"), .range("floor")],
            ])
    }

    @Test("Spaces, empty lines and repetitions of what was pasted do not count; many lines do")
    func pasted() throws {
        var draft = ApplicationDraft.sample(.web)
        draft.name = "\u{200B} CRM "
        draft.redirects = [" https://b.example/cb\u{200B}", "", "https://a.example/cb", "https://b.example/cb\r"]
        let details = try draft.validated().get()
        #expect(
            details.name == "CRM" && details.redirects.map(\.text) == ["https://a.example/cb", "https://b.example/cb"])
        draft.redirects = (0...50).map { "https://a.example/\($0)" }
        #expect(problems(draft)[.redirects]?.first == .tooMany(most: 50))
        draft.name = "C\u{202E}RM"
        #expect(problems(draft)[.name] == [.unseen(.direction)])
    }

    @Test(
        "A maximum age is whole minutes of a day at the most",
        arguments: [
            ("1", true), ("1440", true), ("1441", false), ("-1", false), ("1.5", false),
            ("99999999999999999999", false),
        ])
    func maximumAge(_ text: String, _ isGood: Bool) {
        var draft = ApplicationDraft.sample(.web)
        draft.maximumAge = text
        #expect(problems(draft).isEmpty == isGood)
    }

    @Test("Every field that differs is named, and no other")
    func changes() throws {
        let before = try ApplicationDraft.sample(.web).validated().get()
        var after = ApplicationDraft.sample(.web)
        after.name = "CRM 2"
        after.redirects = ["https://b.example/cb"]
        after.level = .twoFactors
        after.maximumAge = "5"
        #expect(try before.changes(to: after.validated().get()) == [.name, .redirects, .level, .maximumAge])
    }

    @Test("Random drafts: an answer, never a crash, and what is taken is taken again the same")
    func fuzz() throws {
        var random = SeededRandom()
        func text() -> String {
            String(decoding: random.bytes(atMost: 30, alphabet: "https://a.example:@?#%2e"), as: UTF8.self)
        }
        for _ in 0..<800 {
            var draft = ApplicationDraft.sample(ApplicationTemplate.allCases.randomElement(using: &random) ?? .web)
            draft.name = text()
            draft.clientID = text()
            draft.redirects.append(text())
            draft.postLogout = [text()]
            draft.scopes = [text()]
            draft.maximumAge = text()
            draft.addresses = [text()]
            _ = draft.validated()
        }
    }
}

@Suite("What an application calls itself")
struct ClientIDTests {
    @Test(arguments: ["crm", "CRM-2", "0199a1b2", "a.b_c-d", String(repeating: "x", count: 64)])
    func good(_ text: String) { #expect(ClientID(text)?.text == text) }

    @Test(
        arguments: [
            "", " ", "a b", "-a", ".a", "_a", "a:b", "a/b", "kapű", "a%20b", "a\u{0}",
            String(repeating: "x", count: 65),
        ])
    func bad(_ text: String) { #expect(ClientID(text) == nil) }

    @Test("Made of a name, and of any name")
    func candidates() {
        #expect(
            ClientID.candidates(for: "Ügyfél-kezelő 2").prefix(2).map(\.text) == [
                "ugyfel-kezelo-2", "ugyfel-kezelo-2-2",
            ])
        for name in ["", "顧客", "---", String(repeating: "á ", count: 100)] {
            #expect(ClientID.candidates(for: name).count == 100, "\(name)")
        }
    }
}
