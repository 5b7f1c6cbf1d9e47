import Domain
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
    private let lookUps: SQLiteLookUps

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
        configuration.readonly = true
        lookUps = SQLiteLookUps(path: path, configuration: configuration)
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        do {
            return try await pool.write { try body(PooledConnection(database: $0)) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw DatabaseUnavailable()
        }
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await pool.read { try body(PooledConnection(database: $0)) }
    }

    /// Runs on the caller's thread: it takes microseconds, less than handing it over would.
    func lookUp<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    {
        try lookUps.use(body)
    }
}

extension SQLiteEngine {
    func readLong<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await read(body)
    }

    func writeAlone<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await write(body)
    }

    func isAnswering() async -> Bool {
        (try? await read { try $0.rows(Database.probe) }) != nil
    }
}

/// A connection of the pool, inside one of its transactions.
private struct PooledConnection: SQLiteStatements {
    let database: GRDB.Database

    var handle: OpaquePointer? { database.sqliteConnection }

    func prepare(_ text: String) throws -> PreparedStatement {
        let statement = try database.cachedStatement(sql: text)
        return PreparedStatement(handle: statement.sqliteStatement, columns: Columns(statement.columnNames))
    }
}
