import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Transactions")
struct TransactionTests {
    private struct Fault: Error {}

    @Test("A throw undoes all that was written")
    func undone() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let before = try await house.snapshot()
        await #expect(throws: Fault.self) {
            try await house.database.write { transaction in
                _ = try transaction.users.inactivate(id)
                try transaction.passwords.delete(for: id)
                try transaction.activityLog.record(Activity(.userInactivated, by: .server))
                throw Fault()
            }
        }
        #expect(try await house.snapshot() == before)
    }

    @Test("The moment does not move inside a transaction")
    func now() async throws {
        let house = try await TestHouse()
        let clock = house.clock
        let times = try await house.database.write { transaction in
            let first = transaction.now
            clock.advance(by: .hours(1))
            return [first, transaction.now]
        }
        #expect(times[0] == times[1])
    }

    enum Reading: CaseIterable {
        case read, readLong, lookUp

        func run(_ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
            switch self {
            case .read: try await database.read(body)
            case .readLong: try await database.readLong(body)
            case .lookUp: try await database.lookUp(body)
            }
        }
    }

    @Test(
        "A change where only reading is allowed is a mistake: told at once by an error of its own, and nothing is stored",
        .timeLimit(.minutes(2)), arguments: Reading.allCases)
    func readOnly(_ reading: Reading) async throws {
        let house = try await TestHouse()
        let before = try await house.snapshot()
        let start = ContinuousClock.now
        await #expect(throws: WriteWhileReading()) {
            try await reading.run(house.database) { _ = try $0.setup.issueLink(Token(from: .system).digest) }
        }
        await #expect(throws: WriteWhileReading()) {
            try await reading.run(house.database) { try $0.run("DELETE FROM setup") }
        }
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(!((WriteWhileReading() as any Error) is any CouldNot))
        #expect(try await house.snapshot() == before)
        // The connection goes on.
        try await reading.run(house.database) { _ = try $0.rows("SELECT id FROM setup") }
    }

    @Test(
        "The embedded engine waits for the disk, keeps foreign keys, and overwrites what is deleted",
        .enabled(if: TestEngine.isEmbedded))
    func pragmas() async throws {
        let house = try await TestHouse()
        let settings = try await house.database.write { transaction in
            try ["synchronous", "foreign_keys", "secure_delete", "journal_mode"].map { name in
                "\(try transaction.rows(SQL(stringLiteral: "PRAGMA \(name)")).first?.values.first ?? .null)"
            }
        }
        #expect(settings == ["integer(2)", "integer(1)", "integer(1)", "text(\"wal\")"])
    }

    @Test("What was acknowledged is there when the database is opened anew")
    func durable() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let again = try house.openAgain()
        #expect(try await again.read { try $0.users.find(id) }?.name.text == "anna")
    }

    @Test(
        "The schema refuses what Swift should never send",
        arguments: [
            ("UPDATE user_account SET name = ''", TestEngine.Mistake.check),
            ("UPDATE user_account SET email = NULL", .notNull),
            (
                "INSERT INTO session (id, token_digest, user_id, started_at, last_used_at, proven_at, methods, address, browser, language) VALUES ('x', CAST('0' AS BLOB), 'nobody', 0, 0, 0, 'pwd', '', '', 'en')",
                .foreignKey
            ),
            ("INSERT INTO setup (id) VALUES (2)", .check), ("UPDATE totp SET drift = 11", .check),
            ("UPDATE totp SET digits = 4", .check), ("UPDATE authenticator SET misses = -1", .check),
            ("UPDATE sign_in SET completed_at = 1", .check),
        ])
    func constraints(_ statement: String, _ mistake: TestEngine.Mistake) async throws {
        let house = try await TestHouse()
        let (_, id, _) = try await house.signedInWithTwoFactors()
        try await house.database.write { try $0.signIns.add(Token(from: .system).digest, user: id, proof: .password) }
        let fault = await #expect(throws: (any Error).self) { try await house.execute(statement) }
        #expect(TestEngine.mistake(fault) == mistake)
    }

    @Test(
        "A stored word that nobody knows throws where something is judged by it, and is never read as another",
        arguments: [
            "UPDATE totp SET algorithm = 'MD5'", "UPDATE authenticator SET kind = 'horoscope'",
            "UPDATE session SET methods = 'none'", "UPDATE session SET methods = 'pwd face'",
            "UPDATE session SET language = 'xx'", "UPDATE user_account SET language = 'xx'",
        ])
    func unknownWords(_ statement: String) async throws {
        let house = try await TestHouse()
        let (_, id, _) = try await house.signedInWithTwoFactors()
        try await house.execute(statement)
        await #expect(throws: Row.Mismatch.self) {
            try await house.database.read { transaction in
                _ = try transaction.authenticators.list(of: id)
                _ = try transaction.authenticators.totp(of: id)
                _ = try transaction.sessions.list(of: id)
                _ = try transaction.users.find(id)
            }
        }
    }

    @Test("Two users cannot have one name, however it is written")
    func uniqueNames() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let results = try await race(16) { number in
            try await house.database.write { transaction in
                try transaction.users.add(
                    User(
                        id: transaction.newIdentifier(),
                        name: UserName(stored: number.isMultiple(of: 2) ? "BENCE" : "bence"),
                        details: UserDetails(displayName: "", email: "", language: .english), createdAt: transaction.now
                    ))
            }
        }
        #expect(results.filter(\.self).count == 1)
    }
}
