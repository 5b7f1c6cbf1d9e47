import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite("The embedded database that could not", .enabled(if: TestEngine.isEmbedded))
struct UnavailableTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/gatehouse.sqlite"
    }

    private func opened(wait: Duration = .seconds(1)) async throws -> Storage.Database {
        let database = try Storage.Database.sqlite(path: path, wait: wait)
        try await database.migrate()
        return database
    }

    @Test("A rehearsal leaves nothing behind, in the tables or in the folder")
    func rehearsal() async throws {
        let database = try await opened()
        try await database.rehearse()
        let rows = try await database.read { try $0.rows("SELECT account FROM guessing") }
        #expect(rows.isEmpty)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.allSatisfy { $0.hasPrefix("gatehouse.sqlite") && !$0.contains("room") })
    }

    @Test("What is behind others in the queue of a locked database fails with them, not after them")
    func lockedTogether() async throws {
        let database = try await opened()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    await #expect(throws: DatabaseUnavailable("the database is locked by another process")) {
                        try await database.write { try $0.run("DELETE FROM guessing") }
                    }
                }
            }
        }
        #expect(ContinuousClock.now - start < .seconds(3))
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await database.write { try $0.run("DELETE FROM guessing") }
    }

    @Test("A file that is damaged under a running server is no fault of the statement: nothing was judged")
    func damaged() async throws {
        let database = try await opened()
        try await database.write { try $0.run("DELETE FROM guessing") }
        // The log goes into the file, and whoever reads has to read that.
        let other = try DatabaseQueue(path: path)
        try await other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        let file = try #require(FileHandle(forWritingAtPath: path))
        let size = try file.seekToEnd()
        // All but the first page, which says what the tables are.
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size) - 4096))
        await #expect(throws: DatabaseUnavailable.self) {
            _ = try await database.lookUp { try $0.rows("SELECT account FROM guessing") }
        }
    }

    @Test(
        "Disk, file and memory are could-not; a mistake in a statement is a fault",
        arguments: [
            (ResultCode.SQLITE_IOERR, true), (.SQLITE_FULL, true), (.SQLITE_READONLY, true), (.SQLITE_CANTOPEN, true),
            (.SQLITE_CORRUPT, true), (.SQLITE_NOMEM, true), (.SQLITE_BUSY, true), (.SQLITE_CONSTRAINT, false),
            (.SQLITE_ERROR, false),
        ])
    func kinds(_ code: ResultCode, _ couldNot: Bool) {
        #expect((DatabaseError(resultCode: code).reason != nil) == couldNot)
    }
}
