import Domain
import Flows
import Storage
import TestSupport
import Testing

@Suite("Use cases of administrators")
struct AdministratorTests {
    /// An administrator as the guard hands them to a flow.
    private func signedIn(_ house: TestHouse, _ name: String) async throws -> SignedIn {
        let outcome = try await house.gatehouse.provePassword(
            name: name, password: Password(typed: TestHouse.password), visit: house.visit(), language: nil,
            replacing: nil)
        guard case .signedIn(let opened) = outcome,
            case .signedIn(let signedIn) = try await house.gatehouse.recognise(session: opened.token, signIn: nil)
        else { throw NotSignedIn() }
        return signedIn
    }

    private struct NotSignedIn: Error {}

    /// Nil where it was not allowed any more.
    private func allowed<Outcome>(_ act: () async throws -> Outcome) async throws -> Outcome? {
        do { return try await act() } catch is EntitlementRefusal { return nil }
    }

    private func change(_ name: String, isActive: Bool = true, isAdministrator: Bool) -> UserChange {
        UserChange(
            name: UserName(stored: name), details: UserDetails(displayName: "", email: "", language: .english),
            isActive: isActive,
            isAdministrator: isAdministrator)
    }

    @Test("Administrators who inactivate or demote each other at once: one is always left")
    func lastAdministrator() async throws {
        for round in 0..<5 {
            let house = try await TestHouse()
            let ids = [
                try await house.addUser("a", isAdministrator: true),
                try await house.addUser("b", isAdministrator: true),
            ]
            let people = [try await signedIn(house, "a"), try await signedIn(house, "b")]
            let outcomes = try await race(8) { number in
                let by = number % 2
                let keepsActive = round.isMultiple(of: 2)
                return try await allowed {
                    try await house.gatehouse.changeUser(
                        ids[1 - by],
                        to: change(
                            by == 0 ? "b" : "a", isActive: keepsActive, isAdministrator: !keepsActive),
                        by: .user(people[by], house.visit()))
                }
            }
            #expect(outcomes.contains { if case .changed? = $0 { true } else { false } })
            // Whoever was faster took the other one's right to it.
            #expect(outcomes.contains { $0 == nil })
            #expect(
                try await house.count(
                    "user_account", where: "administrator_since IS NOT NULL AND inactive_since IS NULL") == 1)
        }
    }

    @Test("One's own account is refused, and what else stood in the form is undone")
    func ownAccount() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("a", isAdministrator: true)
        try await house.addUser("b", isAdministrator: true)
        let admin = try await signedIn(house, "a")
        for change in [
            change("renamed", isActive: false, isAdministrator: true), change("renamed", isAdministrator: false),
        ] {
            guard
                case .ownAccount = try await house.gatehouse.changeUser(id, to: change, by: .user(admin, house.visit()))
            else {
                Issue.record("not refused")
                continue
            }
        }
        #expect(try await house.count("user_account", where: "name = 'a'") == 1)
        #expect(try await house.activities(.userChanged).isEmpty)
        guard
            case .ownAccount = try await house.gatehouse.clearAuthenticators(
                of: id, keepingPassword: false, by: .user(admin, house.visit())),
            case .ownAccount = try await house.gatehouse.issuePasswordReset(of: id, by: .user(admin, house.visit()))
        else {
            Issue.record("not refused")
            return
        }
    }

    @Test("The last administrator is refused with all of the form undone, also where nobody is signed in")
    func allOrNothing() async throws {
        let house = try await TestHouse()
        let last = try await house.addUser("last", isAdministrator: true)
        guard
            case .lastAdministrator = try await house.gatehouse.changeUser(
                last, to: change("renamed", isActive: false, isAdministrator: true), by: .shell)
        else {
            Issue.record("not refused")
            return
        }
        #expect(try await house.count("user_account", where: "name = 'last'") == 1)
    }

    @Test("Nobody is there: every use case says so", arguments: 0..<4)
    func notFound(_ number: Int) async throws {
        let house = try await TestHouse()
        try await house.addUser("a", isAdministrator: true)
        let admin = try await signedIn(house, "a")
        let nobody = UserID(at: house.clock.now, from: .system)
        let before = try await house.count("activity")
        switch number {
        case 0:
            guard
                case .notFound = try await house.gatehouse.clearAuthenticators(
                    of: nobody, keepingPassword: false, by: .user(admin, house.visit()))
            else { throw NotSignedIn() }
        case 1:
            guard case .notFound = try await house.gatehouse.unlock(nobody, by: .user(admin, house.visit())) else {
                throw NotSignedIn()
            }
        case 2:
            guard
                case .notFound = try await house.gatehouse.issuePasswordReset(
                    of: nobody, by: .user(admin, house.visit()))
            else { throw NotSignedIn() }
        default:
            guard
                case .notFound = try await house.gatehouse.changeUser(
                    nobody, to: change("x", isAdministrator: false), by: .user(admin, house.visit()))
            else { throw NotSignedIn() }
        }
        #expect(try await house.count("activity") == before)
    }
}
