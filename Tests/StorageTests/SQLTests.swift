import Domain
import TestSupport
import Testing

@testable import Storage

@Suite("Statements and values")
struct SQLTests {
    static let injections = [
        "'; DROP TABLE user_account; --", "' OR '1'='1", "\" OR 1=1 --", "?", "??", "$1", ":name", "\\", "\\'", "%",
        "_", "/*", "*/", ";", "\u{0}", "NULL", "1; DELETE FROM session",
        "Robert'); DROP TABLE user_account;--", "\u{2019} OR 1=1", "x' AND randomblob(1000000000) --",
    ]

    @Test("What is interpolated becomes a placeholder, never text", arguments: injections)
    func placeholder(_ value: String) {
        let statement: SQL =
            "SELECT * FROM user_account WHERE name = \(value) AND id = \(7) AND email = \(Optional<String>.none)"
        #expect(statement.text == "SELECT * FROM user_account WHERE name = ? AND id = ? AND email = ?")
        #expect(statement.values == [.text(value), .integer(7), .null])
    }

    @Test("A statement inside a statement keeps its values in their order")
    func nested() {
        let inner: SQL = "b = \("2")"
        let statement: SQL = "a = \("1") AND \(inner) AND c = \("3")"
        #expect((statement + " AND d = \("4")").values == ["1", "2", "3", "4"].map(Value.text))
        #expect(statement.text == "a = ? AND b = ? AND c = ?")
    }

    @Test("Values that look like SQL are stored and found as they are", arguments: injections)
    func stored(_ text: String) async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let found = try await house.database.write { transaction in
            var user = try transaction.users.find(id)
            user?.details.displayName = text.filter { $0 != "\u{0}" }
            user?.details.email = text.filter { $0 != "\u{0}" }
            if let user { _ = try transaction.users.update(user) }
            _ = try transaction.users.list(UserQuery(search: text))
            _ = try transaction.users.find(UserName(stored: text))
            _ = try transaction.activityLog.list(
                ActivityQuery(user: UserName(stored: text), before: ActivityID(stored: text)))
            _ = try transaction.passwordResets.user(of: TokenDigest(bytes: Array(text.utf8)))
            try transaction.activityLog.record(Activity(.userChanged, by: .server, record: text, .userName(text)))
            return try transaction.users.find(id)
        }
        #expect(found?.details.displayName == text.filter { $0 != "\u{0}" })
        #expect(try await house.count("user_account") == 1)
    }

    @Test("A row gives only what is there, of the kind that was asked for")
    func row() async throws {
        let house = try await TestHouse()
        let row = try await house.database.read { try $0.row("SELECT 1 AS number, 'a' AS word, NULL AS absent") }
        let found = try #require(row)
        #expect(try found.integer("number") == 1)
        #expect(try found.text("word") == "a")
        #expect(try found.isNull("absent"))
        #expect(throws: Row.Mismatch(column: "number")) { try found.text("number") }
        #expect(throws: Row.Mismatch(column: "missing")) { try found.integer("missing") }
        #expect(throws: Row.Mismatch(column: "absent")) { try found.text("absent") }
    }
}
