import Domain
import Flows
import TestSupport
import Testing

@testable import Storage

@Suite("Copying an installation")
struct CopyTests {
    @Test("Every table of the schema is known, with its primary key")
    func tables() async throws {
        let house = try await TestHouse()
        let created = Migration.all.flatMap { migration in
            migration.text.split(separator: "\n").filter { $0.hasPrefix("CREATE TABLE ") }.compactMap {
                $0.dropFirst("CREATE TABLE ".count).split(separator: " ").first.map(String.init)
            }
        }
        #expect(Set(StoredTable.all.map(\.name)) == Set(created) && StoredTable.all.count == created.count)
        for table in StoredTable.all {
            let count = try await house.database.read { try table.count(in: $0) }
            #expect(
                count == (["name_folding", "security_policy", "setup"].contains(table.name) ? 1 : 0), "\(table.name)")
            guard TestEngine.isEmbedded else { continue }
            let key = try await house.database.read {
                try $0.rows("SELECT name FROM pragma_table_info(\(table.name)) WHERE pk > 0 ORDER BY pk")
            }
            #expect(try key.map { try $0.text("name") } == table.key, "\(table.name)")
        }
    }

    @Test("Everything arrives, and digests tell a single changed value")
    func everything() async throws {
        let house = try await TestHouse()
        _ = try await house.signedInWithTwoFactors()
        for number in 0..<1203 {
            try await house.database.write {
                try $0.activityLog.record(Activity(.userChanged, by: .server, .userName("ő\(number)")))
            }
        }
        let empty = try await EmptyHouse()
        let target = try empty.open()
        try await target.migrate()
        let copied = try await house.database.copy(to: target)
        #expect(copied.map(\.name) == StoredTable.all.map(\.name))
        let digests = try await Self.digests(house.database)
        #expect(try await Self.digests(target) == digests)
        try await house.execute("UPDATE activity SET details = 'count\t1' WHERE details = 'user\tő7'")
        #expect(try await Self.digests(house.database) != digests)
    }

    @Test("A target that holds anything is refused and left as it is")
    func refused() async throws {
        let source = try await TestHouse()
        try await source.addUser("anna")
        let target = try await TestHouse()
        try await target.addUser("bence")
        let before = try await target.snapshot()
        await #expect(throws: CopyProblem.targetNotEmpty) { try await source.database.copy(to: target.database) }
        #expect(try await target.snapshot() == before)
        let invited = try await TestHouse()
        _ = try await invited.gatehouse.issueSetupLink(by: .server)
        await #expect(throws: CopyProblem.targetNotEmpty) { try await source.database.copy(to: invited.database) }
    }

    @Test("A row that the target refuses undoes everything")
    func undone() async throws {
        let source = try await TestHouse()
        try await source.addUser("anna")
        let empty = try await EmptyHouse()
        let target = try empty.open()
        try await target.migrate()
        try await target.write { _ = try $0.rows("CREATE UNIQUE INDEX odd ON activity (action)") }
        for _ in 0..<2 {
            try await source.database.write { try $0.activityLog.record(Activity(.userChanged, by: .server)) }
        }
        let fault = await #expect(throws: (any Error).self) { try await source.database.copy(to: target) }
        #expect(TestEngine.mistake(fault) == .unique)
        #expect(try await target.read { try $0.users.find(UserName(stored: "anna")) } == nil)
    }

    private static func digests(_ database: Database) async throws -> [TableDigest] {
        try await database.read { transaction in try StoredTable.all.map { try $0.digest(in: transaction) } }
    }
}
