import Crypto
import Domain

/// One step of the schema, released once and never edited again.
struct Migration: Sendable {
    let name: String
    let text: String

    var checksum: String {
        SHA256.hash(data: Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

/// Why the database cannot be used with this binary.
public enum MigrationProblem: Error, Equatable, Sendable {
    /// It has a step that this binary does not know: a newer version wrote it.
    case newerDatabase(step: String)
    /// A step was not what this binary has under that name.
    case alteredStep(String)
}

extension Database {
    /// Brings the schema up to date, each step once. Safe to call at every start and from several processes at once.
    public func migrate() async throws {
        try await migrate(Migration.all)
    }

    func migrate(_ migrations: [Migration]) async throws {
        try await write { transaction in
            let applied = try transaction.appliedSteps()
            try check(applied, against: migrations)
            for migration in migrations where applied[migration.name] == nil {
                try transaction.apply(migration)
            }
        }
    }

    private func check(_ applied: [String: String], against migrations: [Migration]) throws {
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.name, $0.checksum) })
        for (name, checksum) in applied.sorted(by: { $0.key < $1.key }) {
            guard let expected = known[name] else { throw MigrationProblem.newerDatabase(step: name) }
            guard expected == checksum else { throw MigrationProblem.alteredStep(name) }
        }
    }
}

extension Transaction {
    fileprivate func appliedSteps() throws -> [String: String] {
        try connection.script(
            """
            CREATE TABLE IF NOT EXISTS schema_step (
                name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)
            """)
        let pairs = try rows("SELECT name, checksum FROM schema_step").map {
            (try $0.text("name"), try $0.text("checksum"))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    fileprivate func apply(_ migration: Migration) throws {
        try connection.script(migration.text)
        try rows(
            """
            INSERT INTO schema_step (name, checksum, applied_at)
            VALUES (\(migration.name), \(migration.checksum), \(now))
            """)
    }
}
