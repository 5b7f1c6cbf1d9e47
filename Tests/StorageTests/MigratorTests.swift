import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Bringing the schema up to date")
struct MigratorTests {
    private let house: EmptyHouse

    init() async throws {
        house = try await EmptyHouse()
    }

    private func steps(_ database: Database) async throws -> [String] {
        try await database.read {
            try $0.rows("SELECT name FROM schema_step ORDER BY name").map { try $0.text("name") }
        }
    }

    @Test("A fresh database gets every step, once, in order")
    func fresh() async throws {
        let database = try house.open()
        try await database.migrate()
        #expect(try await steps(database) == Migration.all.map(\.name))
    }

    @Test("A second start changes nothing")
    func twice() async throws {
        let database = try house.open()
        try await database.migrate()
        let before = try await database.read {
            try $0.rows("SELECT name, checksum, applied_at FROM schema_step ORDER BY name").map(\.values)
        }
        try await database.migrate()
        #expect(
            try await database.read {
                try $0.rows("SELECT name, checksum, applied_at FROM schema_step ORDER BY name").map(\.values)
            } == before)
    }

    @Test("Several processes at once apply each step once")
    func atOnce() async throws {
        let databases = try (0..<4).map { _ in try house.open() }
        _ = try await race(4) { try await databases[$0].migrate() }
        #expect(try await steps(databases[0]) == Migration.all.map(\.name))
    }

    @Test("The database of a newer version is refused, and left as it is")
    func newer() async throws {
        let database = try house.open()
        try await database.migrate()
        _ = try await database.write {
            try $0.rows("INSERT INTO schema_step (name, checksum, applied_at) VALUES ('m9999-later', 'x', 0)")
        }
        await #expect(throws: MigrationProblem.newerDatabase(step: "m9999-later")) { try await database.migrate() }
    }

    @Test("A step that was not what it is now is refused")
    func altered() async throws {
        let database = try house.open()
        try await database.migrate()
        _ = try await database.write {
            try $0.rows("UPDATE schema_step SET checksum = 'x' WHERE name = 'm0003-session'")
        }
        await #expect(throws: MigrationProblem.alteredStep("m0003-session")) { try await database.migrate() }
    }

    @Test("A step that fails leaves nothing of itself behind")
    func failing() async throws {
        let database = try house.open()
        let steps = [
            Migration(name: "a", text: "CREATE TABLE one (id TEXT NOT NULL)"),
            Migration(name: "b", text: "CREATE TABLE two (id TEXT); NO SUCH STATEMENT"),
        ]
        let fault = await #expect(throws: (any Error).self) { try await database.migrate(steps) }
        #expect(TestEngine.mistake(fault) == .syntax)
        let left = try await database.read { transaction in
            try ["one", "two"].filter { try transaction.connection.hasTable($0) }
        }
        #expect(left.isEmpty)
    }

    private static let parent = Migration(
        name: "a",
        text: """
            CREATE TABLE parent (id TEXT NOT NULL PRIMARY KEY, word TEXT NOT NULL CHECK (word IN ('one')));
            CREATE TABLE child (parent_id TEXT NOT NULL REFERENCES parent (id) ON DELETE CASCADE);
            INSERT INTO parent (id, word) VALUES ('p', 'one');
            INSERT INTO child (parent_id) VALUES ('p'), ('p')
            """)

    @Test("A parent that is made anew with another check keeps all its children, and they stay its own")
    func rebuilt() async throws {
        let database = try house.open()
        try await database.migrate([Self.parent])
        let rebuilding = Migration(
            name: "b",
            text: """
                CREATE TABLE parent_new (id TEXT NOT NULL PRIMARY KEY, word TEXT NOT NULL CHECK (word IN ('one', 'two')));
                INSERT INTO parent_new (id, word) SELECT id, word FROM parent;
                DROP TABLE parent;
                ALTER TABLE parent_new RENAME TO parent
                """,
            postgresText: """
                ALTER TABLE parent DROP CONSTRAINT parent_word_check;
                ALTER TABLE parent ADD CONSTRAINT parent_word_check CHECK (word IN ('one', 'two'))
                """)
        try await database.migrate([Self.parent, rebuilding])
        let left = try await database.write { transaction in
            try transaction.run("UPDATE parent SET word = 'two'")
            let kept = try transaction.rows("SELECT parent_id FROM child").count
            try transaction.run("DELETE FROM parent")
            return (kept, try transaction.rows("SELECT parent_id FROM child").count)
        }
        #expect(left == (2, 0))
    }

    @Test("A step that leaves children without their parent is taken back", .enabled(if: TestEngine.isEmbedded))
    func orphaned() async throws {
        let database = try house.open()
        try await database.migrate([Self.parent])
        let losing = Migration(name: "b", text: "DELETE FROM parent")
        await #expect(throws: MigrationProblem.brokenReference(table: "child")) {
            try await database.migrate([Self.parent, losing])
        }
        #expect(try await steps(database) == ["a"])
        #expect(try await database.read { try $0.rows("SELECT id FROM parent").count } == 1)
        _ = try await database.write { try $0.rows("DELETE FROM parent") }
        #expect(try await database.read { try $0.rows("SELECT parent_id FROM child").count } == 0)
    }

    @Test("The list is the files on the disk")
    func files() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/Storage/Migrations")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
            .sorted()
        #expect(Migration.all.map { $0.name + ".sql" } == names)
        for migration in Migration.all {
            #expect(
                try String(contentsOf: folder.appending(path: migration.name + ".sql"), encoding: .utf8)
                    == migration.text)
        }
    }

    @Test("Released steps are frozen: their checksums are those of the list")
    func frozen() {
        #expect(Migration.all.map(\.name) == frozenChecksums.map(\.0))
        #expect(Migration.all.map(\.checksum) == frozenChecksums.map(\.1))
    }
}
