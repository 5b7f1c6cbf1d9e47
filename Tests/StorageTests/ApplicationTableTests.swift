import Domain
import TestSupport
import Testing

@testable import Storage

@Suite("Stored applications")
struct ApplicationTableTests {
    /// One with something in every field that its template has.
    private func full(_ template: ApplicationTemplate) -> ApplicationDraft {
        var draft = ApplicationDraft.sample(template)
        draft.addresses = ["10.0.0.0/8", "2001:db8::/32"]
        if template.hasUsers {
            draft.home = "https://crm.example.org/"
            draft.admission = .administrators
            draft.level = .twoFactors
            draft.maximumAge = "60"
        }
        if template.canBeForeign {
            draft.ownership = .foreign
            draft.redirects += draft.redirects.map { $0 + "/2" }
            draft.postLogout = draft.redirects
            draft.scopes += ["calls:read"]
        }
        if template.takesLogoutMessages { draft.logoutMessages = "https://crm.example.org/logout" }
        if template.callsFromBrowser { draft.origins = ["https://crm.example.org", "http://localhost:5173"] }
        if template.canOpenPopUp { draft.window = .popUp }
        return draft
    }

    @Test(
        "Each template, full and bare, is found by id and by client id as it was stored",
        arguments: ApplicationTemplate.allCases)
    func stored(_ template: ApplicationTemplate) async throws {
        let house = try await TestHouse()
        let draft = full(template)
        let one = try await house.addApplication("full", template) { $0 = draft }
        let two = try await house.addApplication("bare", template)
        let database = try house.openAgain()
        #expect(try await database.read { try $0.applications.find(one.id) } == one)
        #expect(try await database.read { try $0.applications.find(ClientID(stored: "full")) } == one)
        #expect(try await database.read { try $0.applications.find(ClientID(stored: "bare")) } == two)
        #expect(
            Set(try await database.read { try $0.applications.list() }.map(\.clientID)) == [one.clientID, two.clientID])
        #expect(try await database.read { try $0.applications.list() }.contains(one))
    }

    @Test(
        "A client id is found byte for byte, and not by anything like it",
        arguments: ["CRM", "crm ", "cr", "crm%", "", "ｃrm"])
    func exact(_ clientID: String) async throws {
        let house = try await TestHouse()
        try await house.addApplication("crm")
        #expect(try await house.database.read { try $0.applications.find(ClientID(stored: clientID)) } == nil)
    }

    @Test("An update replaces everything, and nothing of what was before is left")
    func update() async throws {
        let house = try await TestHouse()
        let draft = full(.browserOnly)
        var application = try await house.addApplication("crm", .browserOnly) { $0 = draft }
        try await house.addApplication("other", .browserOnly) { $0 = draft }
        application.details = try ApplicationDraft.sample(.browserOnly).validated().get()
        application.declaredAt = house.clock.now
        application.disabledSince = house.clock.now
        let changed = application
        try await house.database.write { try $0.applications.update(changed) }
        #expect(try await house.database.read { try $0.applications.find(changed.id) } == changed)
        let other = try await house.database.read { try $0.applications.find(ClientID(stored: "other")) }
        #expect(try other?.details == draft.validated().get())
    }

    @Test("Deleting takes along all that hangs on it, and nothing of others")
    func delete() async throws {
        let house = try await TestHouse()
        let draft = full(.web)
        try await house.addApplication("other") { $0 = draft }
        let before = try await house.snapshot()
        let application = try await house.addApplication("crm") { $0 = draft }
        _ = try await house.database.write { try $0.clientSecrets.add(Self.secret($0), to: application.id) }
        #expect(try await house.database.write { try $0.applications.delete(application.id) })
        #expect(try await house.snapshot() == before)
        #expect(try await house.database.write { try $0.applications.delete(application.id) } == false)
    }

    @Test(
        "A word or an address that this program would not store is never judged by",
        arguments: [
            "UPDATE application SET template = 'other'", "UPDATE application SET admission = 'somebody'",
            "UPDATE application SET level = '3fa'", "UPDATE application SET algorithm = 'none'",
            "UPDATE application SET home = 'javascript:alert(1)'",
            "UPDATE application_redirect SET uri = 'https://*.example'",
            "UPDATE application_redirect SET kind = 'implicit'",
            "UPDATE application_grant SET grant_type = 'password' WHERE grant_type = 'refresh_token'",
            "INSERT INTO application_address SELECT id, 'anywhere' FROM application",
        ])
    func unknown(_ statement: String) async throws {
        let house = try await TestHouse()
        let application = try await house.addApplication { $0.home = "https://crm.example.org/" }
        try await house.execute(statement)
        await #expect(throws: Row.Mismatch.self) {
            try await house.database.read { try $0.applications.find(application.id) }
        }
    }

    @Test("By client id it is two look-ups in indices", .enabled(if: TestEngine.isEmbedded))
    func plan() async throws {
        let house = try await TestHouse()
        for statement in [
            "SELECT * FROM application WHERE client_id = 'crm'",
            """
            SELECT uri FROM application_redirect WHERE application_id = 'x'
            UNION ALL SELECT scope FROM application_scope WHERE application_id = 'x'
            UNION ALL SELECT grant_type FROM application_grant WHERE application_id = 'x'
            UNION ALL SELECT address_range FROM application_address WHERE application_id = 'x'
            """,
            "SELECT digest FROM application_secret WHERE application_id = 'x'",
        ] {
            let plan = try await house.database.read {
                try $0.rows(SQL(stringLiteral: "EXPLAIN QUERY PLAN " + statement)).map { try $0.text("detail") }
            }
            #expect(!plan.contains { $0.hasPrefix("SCAN ") }, "\(plan)")
        }
    }

    private static func secret(_ transaction: Transaction) -> StoredClientSecret {
        StoredClientSecret(
            id: transaction.newIdentifier(), digest: ClientSecret(from: transaction.random).digest,
            madeAt: transaction.now)
    }

    @Test("A client id is had by one, and an application has two secrets, however many come at once")
    func races() async throws {
        let house = try await TestHouse()
        let databases = [house.database, try house.openAgain()]
        let details = try ApplicationDraft.sample(.web).validated().get()
        let added = try await race(32) { number in
            try await databases[number % 2].write {
                try $0.applications.add(
                    Application(
                        id: $0.newIdentifier(), clientID: ClientID(stored: "crm"), template: .web, details: details,
                        createdAt: $0.now))
            }
        }
        #expect(added.filter(\.self).count == 1)
        let found = try await house.database.read { try $0.applications.find(ClientID(stored: "crm")) }
        let id = try #require(found).id
        let made = try await race(32) { number in
            try await databases[number % 2].write { try $0.clientSecrets.add(Self.secret($0), to: id) }
        }
        #expect(made.filter(\.self).count == 2)
        let secrets = try await house.database.read { try $0.clientSecrets.list(of: id) }
        #expect(secrets.count == 2)
        let ended = try await race(16) { number in
            try await databases[number % 2].write { try $0.clientSecrets.end(secrets[0].id) }
        }
        #expect(ended.filter(\.self).count == 1)
        #expect(try await house.database.read { try $0.clientSecrets.list(of: id) } == [secrets[1]])
    }
}
