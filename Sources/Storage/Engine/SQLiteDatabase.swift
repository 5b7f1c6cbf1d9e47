import Domain
import Foundation
import GRDB

extension Database {
    /// Opens the embedded database, making the file if there is none.
    ///
    /// A commit is on disk before it is acknowledged (`synchronous = FULL`); erased secrets are overwritten (`secure_delete`).
    public static func sqlite(
        path: String, time: TimeSource = .system, random: RandomSource = .system
    ) throws -> Database {
        Database(engine: try SQLiteEngine(path: path), time: time, random: random)
    }
}

private struct SQLiteEngine: Engine {
    private let pool: DatabasePool

    init(path: String) throws {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON; PRAGMA cache_size = -4000")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        // The pool has set the writer to NORMAL, under which a power cut could take back what was acknowledged.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await pool.write { try body(SQLiteConnection(database: $0)) }
    }

    /// Reads run on the caller's thread: they take microseconds, less than handing them over would.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try readNow(body)
    }

    func lookUp<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    {
        try lookUpNow(body)
    }

    private func lookUpNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try pool.unsafeRead { try body(SQLiteConnection(database: $0)) }
    }

    private func readNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try pool.read { try body(SQLiteConnection(database: $0)) }
    }
}

private struct SQLiteConnection: Connection {
    let database: GRDB.Database

    func rows(_ statement: SQL) throws -> [Row] {
        let prepared = try database.cachedStatement(sql: statement.text)
        prepared.arguments = StatementArguments(statement.values.map(\.databaseValue))
        let columns = prepared.columnNames
        var rows: [Row] = []
        let cursor = try GRDB.Row.fetchCursor(prepared)
        while let row = try cursor.next() {
            rows.append(Row(columns: columns, values: row.databaseValues.map(Value.init)))
        }
        return rows
    }

    func script(_ text: String) throws {
        try database.execute(sql: text)
    }
}

extension Value {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let integer): .integer(integer)
            case .double(let double): .integer(Int64(double))
            case .string(let text): .text(text)
            case .blob(let data): .blob(Array(data))
            }
    }
}
