import Domain
import Flows
import Foundation

@testable import Storage

/// Looking into the house's database.
extension TestHouse {
    /// Every row of every table, as text: to see whether anything changed.
    public func snapshot(without left: Set<String> = []) async throws -> [String: [String]] {
        try await database.read { transaction in
            var snapshot: [String: [String]] = [:]
            for table in StoredTable.all.map(\.name) where !left.contains(table) {
                let rows = try transaction.rows(SQL(stringLiteral: "SELECT * FROM \(table)"))
                snapshot[table] = rows.map { row in
                    zip(row.columns.names, row.values).filter { !left.contains("\(table).\($0.0)") }
                        .map { "\($0.0)=\($0.1)" }.joined(separator: " ")
                }.sorted()
            }
            return snapshot
        }
    }

    /// Runs a statement of the test's own.
    public func execute(_ statement: String) async throws {
        try await database.write { _ = try $0.rows(SQL(stringLiteral: statement)) }
    }

    public func count(_ table: String, where condition: String = "1 = 1") async throws -> Int {
        try await database.read { transaction in
            let row = try transaction.row(
                SQL(stringLiteral: "SELECT count(*) AS total FROM \(table) WHERE \(condition)"))
            return Int(try row?.integer("total") ?? -1)
        }
    }

    /// The activity log's newest page, newest first.
    public func activities(_ action: Action? = nil) async throws -> [LoggedActivity] {
        try await gatehouse.activity(ActivityQuery(action: action), by: .shell).entries
    }

    public func enrolledTOTP(of user: UserID) async throws -> EnrolledTOTP? {
        try await database.read { try $0.authenticators.totp(of: user) }
    }

    /// The bytes of the database as they lie on the disk, its write-ahead log included.
    public func databaseBytes() throws -> Data {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasPrefix("gatehouse.sqlite")
        }
        return files.sorted().reduce(into: Data()) { bytes, name in
            bytes.append(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
        }
    }

    /// A visit for flows that are called without a request.
    public func visit(address: String = "192.0.2.10", known: [Token] = []) -> Visit {
        Visit(address: address, userAgent: "Mozilla/5.0 Firefox/140.0 (Windows)", knownBrowsers: known)
    }
}

extension TestHouse {
    public func userID(_ name: String) async throws -> UserID {
        let user = try await database.read { try $0.users.find(UserName(stored: name)) }
        guard let user else { throw NoSuchUser(name: name) }
        return user.id
    }

    private struct NoSuchUser: Error {
        let name: String
    }

    /// Brings the write-ahead log into the database file and empties it, as the engine does now and then.
    public func checkpoint() async throws {
        try checkpointDatabase(path: folder + "/gatehouse.sqlite")
    }
}
