import Domain
import Flows
import TestSupport
import Testing

@Suite("The register of applications")
struct ApplicationTests {
    private func added(_ outcome: AddApplicationOutcome) throws -> (Application, ClientSecret?) {
        guard case .added(let application, let secret) = outcome else {
            throw NotAdded(outcome: outcome)
        }
        return (application, secret)
    }

    private struct NotAdded: Error {
        let outcome: AddApplicationOutcome
    }

    private func problems(_ outcome: AddApplicationOutcome) -> [ApplicationField: [ApplicationProblem]] {
        if case .unfit(let problems) = outcome { problems.byField } else { [:] }
    }

    @Test("Added as it was judged, with a secret where its template has one, of which only the digest is kept")
    func add() async throws {
        let house = try await TestHouse()
        for template in ApplicationTemplate.allCases {
            var draft = ApplicationDraft.sample(template)
            draft.name = "CRM \(template.rawValue)"
            house.clock.advance(by: .seconds(1))
            let (application, secret) = try added(try await house.gatehouse.addApplication(draft, by: .shell))
            #expect(application.clientID.text == "crm-\(template.rawValue)")
            #expect((secret != nil) == template.hasSecret)
            let managed = try await house.gatehouse.managedApplication(application.id, by: .shell)
            #expect(managed?.application == application)
            #expect(managed?.secrets.map(\.digest) == (secret.map { [$0.digest] } ?? []))
            #expect(try await house.activities(.applicationAdded).first?.record == application.id.text)
            #expect(try await house.activities(.applicationAdded).first?.details == [.applicationName(draft.name)])
        }
        #expect(try await house.gatehouse.listApplications(by: .shell).count == ApplicationTemplate.allCases.count)
        #expect(try await house.activities(.clientSecretMade).count == 4)
    }

    @Test("A client id that is typed is had by one; one that is made of the name gives way")
    func clientIDs() async throws {
        let house = try await TestHouse()
        var draft = ApplicationDraft.sample(.web)
        draft.clientID = " crm "
        #expect(try added(try await house.gatehouse.addApplication(draft, by: .shell)).0.clientID.text == "crm")
        #expect(problems(try await house.gatehouse.addApplication(draft, by: .shell)) == [.clientID: [.taken]])
        draft.redirects = []
        #expect(
            problems(try await house.gatehouse.addApplication(draft, by: .shell))
                == [.clientID: [.taken], .redirects: [.missing]])
        draft = ApplicationDraft.sample(.web)
        #expect(try added(try await house.gatehouse.addApplication(draft, by: .shell)).0.clientID.text == "crm-2")
    }

    @Test("What only was tried is answered as it would be, and nothing has changed")
    func trial() async throws {
        let house = try await TestHouse()
        let application = try await house.addApplication()
        let before = try await house.snapshot()
        let (tried, secret) = try added(
            try await house.gatehouse.addApplication(.sample(.api), by: .shell, isTrial: true))
        #expect(tried.clientID.text == "crm-2" && secret == nil)
        var draft = ApplicationDraft(application)
        draft.admission = .everybody
        let changed = try await house.gatehouse.changeApplication(application.id, to: draft, by: .shell, isTrial: true)
        guard case .changed(let would) = changed else { throw NotAdded(outcome: .added(tried, nil)) }
        #expect(would.details.policy.admission == .everybody)
        draft.redirects = ["javascript:alert(1)"]
        guard
            case .unfit = try await house.gatehouse.changeApplication(
                application.id, to: draft, by: .shell, isTrial: true)
        else { throw NotAdded(outcome: .added(tried, nil)) }
        #expect(try await house.snapshot() == before)
    }

    @Test("A change is one entry that names the fields, and no entry where nothing differs")
    func change() async throws {
        let house = try await TestHouse()
        let application = try await house.addApplication()
        var draft = ApplicationDraft(application)
        draft.name = "CRM 2"
        draft.admission = .administrators
        draft.addresses = ["10.0.0.0/8"]
        _ = try await house.gatehouse.changeApplication(application.id, to: draft, by: .shell)
        let entries = try await house.activities(.applicationChanged)
        #expect(
            entries.map(\.details) == [
                [.renamed("CRM", "CRM 2"), .applicationChanged([.name, .admission, .addresses])]
            ])
        _ = try await house.gatehouse.changeApplication(application.id, to: draft, by: .shell)
        #expect(try await house.activities(.applicationChanged).count == 1)
    }

    @Test("R86 a change cannot make it another kind, or give it another client id")
    func fixed() async throws {
        let house = try await TestHouse()
        let application = try await house.addApplication("crm", .browserOnly)
        var draft = ApplicationDraft.sample(.oldWeb)
        draft.clientID = "other"
        #expect(draft.pkce == .optional)
        guard
            case .unfit(let problems) = try await house.gatehouse.changeApplication(
                application.id, to: draft, by: .shell)
        else {
            Issue.record("it was changed")
            return
        }
        #expect(problems.byField == [.pkce: [.notOfTemplate]])
        draft.pkce = .required
        _ = try await house.gatehouse.changeApplication(application.id, to: draft, by: .shell)
        let after = try await house.gatehouse.application(called: application.clientID, by: .shell)
        #expect(after?.template == .browserOnly && after?.clientID == application.clientID)
    }

    @Test("Disabled, enabled and deleted once, each with its entry; what is gone is not found")
    func manage() async throws {
        let house = try await TestHouse()
        let id = try await house.addApplication().id
        func isDone(_ outcome: ManageApplicationOutcome) -> Bool { if case .done = outcome { true } else { false } }
        #expect(isDone(try await house.gatehouse.disableApplication(id, by: .shell)))
        #expect(try await house.gatehouse.managedApplication(id, by: .shell)?.application.isEnabled == false)
        #expect(!isDone(try await house.gatehouse.disableApplication(id, by: .shell)))
        #expect(isDone(try await house.gatehouse.enableApplication(id, by: .shell)))
        #expect(!isDone(try await house.gatehouse.enableApplication(id, by: .shell)))
        #expect(isDone(try await house.gatehouse.deleteApplication(id, by: .shell)))
        for outcome in [
            try await house.gatehouse.deleteApplication(id, by: .shell),
            try await house.gatehouse.disableApplication(id, by: .shell),
        ] {
            guard case .notFound = outcome else {
                Issue.record("found")
                continue
            }
        }
        for action in [Action.applicationDisabled, .applicationEnabled, .applicationDeleted] {
            #expect(try await house.activities(action).map(\.details) == [[.applicationName("CRM")]], "\(action)")
        }
    }

    @Test("Two secrets at a time, each another; an ended one is gone at once")
    func secrets() async throws {
        let house = try await TestHouse()
        let (application, first) = try added(try await house.gatehouse.addApplication(.sample(.web), by: .shell))
        func issue() async throws -> ClientSecret? {
            let outcome = try await house.gatehouse.issueClientSecret(of: application.id, by: .shell)
            if case .issued(_, let secret) = outcome { return secret } else { return nil }
        }
        house.clock.advance(by: .seconds(1))
        let second = try await issue()
        #expect(second != nil && second?.digest != first?.digest)
        #expect(try await issue() == nil)
        let kept = try #require(try await house.gatehouse.managedApplication(application.id, by: .shell)).secrets
        #expect(kept.map(\.digest) == [first?.digest, second?.digest])
        _ = try await house.gatehouse.endClientSecret(kept[0].id, by: .shell)
        let left = try #require(try await house.gatehouse.managedApplication(application.id, by: .shell)).secrets
        #expect(left == [kept[1]])
        #expect(try await house.gatehouse.managedApplication(withSecret: kept[0].id, by: .shell) == nil)
        #expect(try await issue() != nil)
        #expect(try await house.activities(.clientSecretEnded).count == 1)
        let gate = try await house.addApplication("wallboard", .gate)
        guard case .hasNone = try await house.gatehouse.issueClientSecret(of: gate.id, by: .shell) else {
            Issue.record("a gate got a secret")
            return
        }
    }

    @Test("Listed by name, without case and accents")
    func list() async throws {
        let house = try await TestHouse()
        for (number, name) in ["Zebra", "ügyfelek", "Árak", "crm"].enumerated() {
            try await house.addApplication("c\(number)") { $0.name = name }
        }
        #expect(
            try await house.gatehouse.listApplications(by: .shell).map(\.details.name)
                == ["Árak", "crm", "ügyfelek", "Zebra"])
    }
}
