import Domain
import Flows
import TestSupport
import Testing

@Suite("Applications that a file declares")
struct DeclaredApplicationTests {
    private func declared(
        _ clientID: String, _ template: ApplicationTemplate = .web, secrets: Int = 1, isDisabled: Bool = false,
        _ change: (inout ApplicationDraft) -> Void = { _ in }
    ) -> DeclaredApplication {
        var draft = ApplicationDraft.sample(template)
        draft.clientID = clientID
        change(&draft)
        let digests = (0..<secrets).map { ClientSecretDigest(bytes: [UInt8](repeating: UInt8($0), count: 32)) }
        return DeclaredApplication(draft: draft, secrets: digests, isDisabled: isDisabled)
    }

    private func apply(_ list: [DeclaredApplication], to house: TestHouse) async throws -> [Int: ApplicationProblems] {
        if case .unfit(let problems) = try await house.gatehouse.declareApplications(list) { problems } else { [:] }
    }

    private func find(_ clientID: String, in house: TestHouse) async throws -> Application {
        try #require(try await house.gatehouse.application(called: ClientID(stored: clientID), by: .shell))
    }

    @Test("The first start adds them, the next changes nothing and writes no entry")
    func twice() async throws {
        let house = try await TestHouse()
        let list = [
            declared("crm", secrets: 2), declared("wallboard", .gate, secrets: 0), declared("off", isDisabled: true),
        ]
        #expect(try await apply(list, to: house) == [:])
        #expect(try await house.gatehouse.listApplications(by: .shell).allSatisfy(\.isDeclared))
        #expect(try await find("off", in: house).isEnabled == false)
        #expect(try await house.count("application_secret") == 3)
        let entries = try await house.activities(.applicationAdded)
        #expect(entries.count == 3 && entries.allSatisfy { $0.interface == .known(.server) })
        let before = try await house.snapshot()
        house.clock.advance(by: .hours(1))
        #expect(try await apply(list, to: house) == [:])
        #expect(try await house.snapshot() == before)
    }

    @Test("What differs is changed, with an entry that names it; secrets are those of the file")
    func changed() async throws {
        let house = try await TestHouse()
        _ = try await apply([declared("crm", secrets: 2)], to: house)
        let id = try await find("crm", in: house).id
        _ = try await apply([declared("crm") { $0.admission = .everybody }], to: house)
        let after = try await find("crm", in: house)
        #expect(after.id == id && after.details.policy.admission == .everybody)
        #expect(try await house.count("application_secret") == 1)
        #expect(
            try await house.activities(.applicationChanged).map(\.details) == [
                [.applicationName("CRM"), .applicationChanged([.admission, .secrets])]
            ])
        _ = try await apply([declared("crm", isDisabled: true) { $0.admission = .everybody }], to: house)
        #expect(try await find("crm", in: house).isEnabled == false)
        _ = try await apply([declared("crm", .machine)], to: house)
        #expect(try await find("crm", in: house).template == .machine)
        #expect(try await find("crm", in: house).isEnabled)
        #expect(try await house.activities(.applicationEnabled).count == 1)
    }

    @Test(
        "One that is gone from the file is disabled, not deleted, and kept in the pages; it comes back as it is declared"
    )
    func gone() async throws {
        let house = try await TestHouse()
        try await house.addApplication("own")
        _ = try await apply([declared("crm")], to: house)
        _ = try await apply([], to: house)
        let released = try await find("crm", in: house)
        #expect(!released.isEnabled && !released.isDeclared)
        #expect(try await find("own", in: house).isEnabled)
        #expect(try await house.activities(.applicationDisabled).count == 1)
        guard case .done = try await house.gatehouse.enableApplication(released.id, by: .shell) else {
            Issue.record("it is not kept in the pages")
            return
        }
        _ = try await apply([declared("crm"), declared("own")], to: house)
        #expect(try await find("crm", in: house).isDeclared)
        #expect(try await find("own", in: house).isDeclared)
        #expect(try await house.count("application") == 2)
    }

    @Test("A declared one is read-only for everybody but the file")
    func readOnly() async throws {
        let house = try await TestHouse()
        _ = try await apply([declared("crm")], to: house)
        let application = try await find("crm", in: house)
        let secret = try #require(try await house.gatehouse.managedApplication(application.id, by: .shell)).secrets[0]
        let before = try await house.snapshot()
        let managed = [
            try await house.gatehouse.disableApplication(application.id, by: .shell),
            try await house.gatehouse.enableApplication(application.id, by: .shell),
            try await house.gatehouse.deleteApplication(application.id, by: .shell),
            try await house.gatehouse.endClientSecret(secret.id, by: .shell),
        ]
        for outcome in managed {
            guard case .declared = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        guard case .declared = try await house.gatehouse.issueClientSecret(of: application.id, by: .shell),
            case .declared = try await house.gatehouse.changeApplication(
                application.id, to: ApplicationDraft(application), by: .shell)
        else {
            Issue.record("it was changed")
            return
        }
        #expect(try await house.snapshot() == before)
    }

    @Test("One mistake anywhere, and nothing is applied; all mistakes are told, by place and field")
    func mistakes() async throws {
        let house = try await TestHouse()
        _ = try await apply([declared("old")], to: house)
        let before = try await house.snapshot()
        let found = try await apply(
            [
                declared("good"), declared("", secrets: 0) { $0.redirects = ["http://crm.example.org/cb"] },
                declared("good", secrets: 3), declared("spa", .browserOnly), declared("a b"),
            ], to: house)
        #expect(
            found.mapValues(\.byField) == [
                1: [
                    .clientID: [.missing], .secrets: [.missing],
                    .redirects: [.address("http://crm.example.org/cb", .insecure)],
                ],
                2: [.clientID: [.taken], .secrets: [.tooMany(most: 2)]], 3: [.secrets: [.notOfTemplate]],
                4: [.clientID: [.malformed]],
            ])
        #expect(try await house.snapshot() == before)
    }

    @Test("Several servers that start at once declare each application once")
    func atOnce() async throws {
        let house = try await TestHouse()
        let list = (0..<5).map { declared("app\($0)") }
        _ = try await race(8) { _ in try await house.gatehouse.declareApplications(list) }
        #expect(try await house.count("application") == 5)
        #expect(try await house.count("application_secret") == 5)
        #expect(try await house.activities(.applicationAdded).count == 5)
    }
}
