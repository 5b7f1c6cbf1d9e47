import Domain
import Foundation

@testable import Storage

/// The engine on which this run of the tests keeps its tables: SQLite, or the PostgreSQL server of `TEST_POSTGRES`.
public enum TestEngine {
    private static let postgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"]

    /// Whether the tables are in files of the test's own.
    public static var isEmbedded: Bool { postgres == nil }

    /// The place of one house's tables: a file, or a schema.
    struct Place: Sendable {
        let name = "house_" + UUID().uuidString.replacing("-", with: "").lowercased()
        let folder: TemporaryFolder
    }

    static func make() async throws -> Place {
        let place = Place(folder: try TemporaryFolder())
        try await administration?.run("CREATE SCHEMA \(place.name)")
        return place
    }

    /// Another connection to the same tables, as another process would have it.
    static func open(_ place: Place, time: TimeSource) throws -> Database {
        guard let postgres else {
            return try .sqlite(path: place.folder.path + "/gatehouse.sqlite", wait: .seconds(60), time: time)
        }
        guard let address = PostgresAddress(postgres + "&options=-csearch_path%3D\(place.name)") else {
            throw NoAddress()
        }
        return .postgres(address, connections: 2, wait: .seconds(60), time: time)
    }

    static func remove(_ place: Place) {
        guard let administration else { return }
        let name = place.name
        Task { try? await administration.run("DROP SCHEMA \(name) CASCADE") }
    }

    private struct NoAddress: Error {}

    private static let administration = postgres.flatMap { PostgresAddress($0) }.map {
        Database.postgres($0, connections: 2, wait: .seconds(60))
    }
}

extension Database {
    fileprivate func run(_ statement: String) async throws {
        try await engine.write { try $0.run(SQL(stringLiteral: statement)) }
    }
}
