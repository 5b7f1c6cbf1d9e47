import Domain
import GRDB
import GRDBSQLite
import Synchronization

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
    private let lookUps: LookUpConnections

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
        lookUps = LookUpConnections(path: path, configuration: configuration)
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        do {
            return try await pool.write { try body(SQLiteConnection(database: $0)) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw DatabaseUnavailable()
        }
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await pool.read { try body(SQLiteConnection(database: $0)) }
    }

    /// Runs on the caller's thread: it takes microseconds, less than handing it over would.
    func lookUp<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    {
        try lookUps.use { try body(SQLiteConnection(database: $0)) }
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

/// Connections that are used for a single statement at a time: as many as threads ever looked something up at once.
private final class LookUpConnections: Sendable {
    private let path: String
    private let configuration: GRDB.Configuration
    private let idle = Mutex<[DatabaseQueue]>([])

    init(path: String, configuration: GRDB.Configuration) {
        self.path = path
        self.configuration = configuration
    }

    func use<Result>(_ body: (GRDB.Database) throws -> Result) throws -> Result {
        let queue = try idle.withLock { $0.popLast() } ?? DatabaseQueue(path: path, configuration: configuration)
        defer { idle.withLock { $0.append(queue) } }
        return try queue.unsafeRead(body)
    }
}

/// Binds and steps through SQLite's own interface: four times as quick as building and decoding the library's rows.
private struct SQLiteConnection: Connection {
    let database: GRDB.Database

    func rows(_ statement: SQL) throws -> [Row] {
        let prepared = try database.cachedStatement(sql: statement.text)
        let handle = prepared.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in zip(CInt(1)..., statement.values) {
            try check(handle.bind(value, at: index), SQLITE_OK)
        }
        var rows: [Row] = []
        var step = sqlite3_step(handle)
        while step == SQLITE_ROW {
            rows.append(Row(columns: prepared.columnNames, values: handle.row))
            step = sqlite3_step(handle)
        }
        try check(step, SQLITE_DONE)
        return rows
    }

    func script(_ text: String) throws {
        try database.execute(sql: text)
    }

    func hasTable(_ name: String) throws -> Bool {
        try database.tableExists(name)
    }

    func unfitness() throws -> MigrationProblem? { nil }

    func prepareSchema() throws {}

    private func check(_ code: CInt, _ expected: CInt) throws {
        if code == SQLITE_INTERRUPT { throw CancellationError() }
        guard code == expected else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}

extension SQLiteStatement {
    fileprivate func bind(_ value: Value, at index: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(self, index)
        case .integer(let integer): sqlite3_bind_int64(self, index, integer)
        case .text(let text): sqlite3_bind_text(self, index, text, CInt(text.utf8.count), Self.copied)
        case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(self, index, 0)
        case .blob(let bytes): sqlite3_bind_blob(self, index, bytes, CInt(bytes.count), Self.copied)
        }
    }

    /// SQLite takes a copy of what is bound (`SQLITE_TRANSIENT`).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    fileprivate var row: [Value] { (0..<sqlite3_column_count(self)).map(value) }

    private func value(at column: CInt) -> Value {
        switch sqlite3_column_type(self, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(self, column))
        case SQLITE_FLOAT: .integer(Int64(sqlite3_column_double(self, column)))
        case SQLITE_TEXT: .text(String(decoding: bytes(sqlite3_column_text(self, column), at: column), as: UTF8.self))
        default: .blob(Array(bytes(sqlite3_column_blob(self, column), at: column)))
        }
    }

    private func bytes(_ start: UnsafeRawPointer?, at column: CInt) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(self, column)))
    }
}
