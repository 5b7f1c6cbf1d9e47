import Domain
import Flows
import TestSupport
import Testing

@testable import Storage

@Suite("The stored policy")
struct SecurityPolicyTests {
    @Test("A new installation begins with the standard values")
    func standard() async throws {
        let house = try await EmptyHouse()
        let database = try house.open()
        try await database.migrate()
        #expect(try await database.read { try $0.policy } == .standard)
    }

    @Test("A start sets how long sessions last, for every replica, and nothing else")
    func sessions() async throws {
        let house = try await TestHouse()
        try await house.execute("UPDATE security_policy SET lock_after = 5")
        try await house.gatehouse.adoptSettings(idle: .minutes(5), absolute: .hours(1))
        var expected = SecurityPolicy.standard
        expected.guessing.lockAfter = 5
        expected.sessions.idle = .minutes(5)
        expected.sessions.absolute = .hours(1)
        #expect(try await house.openAgain().read { try $0.policy } == expected)
    }

    @Test("A transaction sees its own change, and one policy otherwise")
    func once() async throws {
        let house = try await TestHouse()
        let seen = try await house.database.write { transaction in
            let first = try transaction.policy.sessions.idle
            try transaction.policies.setSessions(idle: .minutes(5), absolute: .hours(1))
            return [first, try transaction.policy.sessions.idle]
        }
        #expect(seen == [.minutes(30), .minutes(5)])
    }

    @Test("Without its row nothing is judged: nobody is let in by a guess, and nobody signed out")
    func missing() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        try await house.execute("CREATE TABLE kept AS SELECT * FROM security_policy")
        try await house.execute("DELETE FROM security_policy")
        await #expect(throws: SecurityPolicies.Missing.self) { try await house.database.read { try $0.policy } }
        await #expect(throws: SecurityPolicies.Missing.self) {
            try await house.gatehouse.adoptSettings(idle: .minutes(5), absolute: .hours(1))
        }
        for path in ["/", "/profile", "/session"] {
            let answer = try await browser.get(path)
            #expect(answer.status == 503 && answer.setCookies.isEmpty, "\(path)")
        }
        #expect(try await house.browser().signIn("anna").status == 503)
        #expect(house.log.lines.contains { $0.hasPrefix("warning") && $0.contains("security_policy is missing") })
        try await house.execute("INSERT INTO security_policy SELECT * FROM kept")
        #expect(try await browser.isSignedIn())
    }

    @Test(
        "What would be no limit is refused by the schema",
        arguments: [
            "password_minimum = 7", "lock_after = 0", "lock_after = 101", "disable_after = 101", "lock_seconds = 0",
            "idle_seconds = 86401", "absolute_seconds = 0", "long_memory_seconds = 60", "id = 2",
        ])
    func bounds(_ change: String) async throws {
        let house = try await TestHouse()
        await #expect(throws: (any Error).self) { try await house.execute("UPDATE security_policy SET \(change)") }
    }
}
