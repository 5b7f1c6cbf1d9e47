import Domain
import GRDB
import GRDBSQLite
import Synchronization

extension Database {
    /// Opens the embedded database, making the file if there is none.
    ///
    /// - Parameter wait: how long a request may wait for its answer while another process holds the file.
    ///
    /// A commit is on disk before it is acknowledged (`synchronous = FULL`); erased secrets are overwritten (`secure_delete`).
    public static func sqlite(
        path: String, wait: Duration = .seconds(5), time: TimeSource = .system, random: RandomSource = .system
    ) throws -> Database {
        do {
            return Database(engine: try SQLiteEngine(path: path, wait: wait), time: time, random: random)
        } catch let fault as DatabaseError where fault.resultCode == .SQLITE_BUSY {
            throw DatabaseUnavailable(DatabaseError.lockedByOthers)
        }
    }
}

private struct SQLiteEngine: Engine {
    private let path: String
    private let wait: Duration
    private let lock = OutsideLock()
    private let pool: DatabasePool
    private let lookUps: SQLiteLookUps

    init(path: String, wait: Duration) throws {
        self.path = path
        self.wait = wait
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(wait / .seconds(1))
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
        try await write(within: wait, body)
    }

    /// The time in which others write counts too: whoever has waited for it all does not begin to wait for the file.
    /// - Parameter resting: whether foreign keys rest meanwhile, to be checked in the end.
    private func write<Result: Sendable>(
        within wait: Duration, resting: Bool = false, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        let deadline = ContinuousClock.now + wait
        return try await unavailability {
            try await pool.writeWithoutTransaction { [lock] database in
                try lock.guarding(until: deadline) { patience in
                    sqlite3_busy_timeout(database.sqliteConnection, CInt(patience / .milliseconds(1)))
                    let connection = PooledConnection(database: database)
                    return try resting
                        ? database.inOneWithReferencesResting { try body(connection) }
                        : database.inOne { try body(connection) }
                }
            }
        }
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await unavailability {
            try await pool.read { database in try onlyReading { try body(PooledConnection(database: database)) } }
        }
    }

    /// Runs on the caller's thread: it takes microseconds, less than handing it over would.
    func lookUp<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    {
        try unavailability { try onlyReading { try lookUps.use(body) } }
    }
}

extension SQLiteEngine {
    private static let longestRehearsal = Duration.seconds(3)

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

    func rebuild<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await write(within: wait, resting: true, body)
    }

    func rehearse(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try DiskRoom.prove(beside: path)
        try await write(within: min(wait, Self.longestRehearsal), body)
    }
}

/// Whether another process held the file the last time: then nobody waits for long any more, until somebody comes through. One wait in
/// vain is enough for a request that has several to do, and those behind it fail with it.
private final class OutsideLock: Sendable {
    private static let longer = Duration.seconds(1)
    private static let shorter = Duration.milliseconds(200)

    private let isHeld = Mutex(false)

    func guarding<Result>(
        until deadline: ContinuousClock.Instant, _ write: (_ patience: Duration) throws -> Result
    ) throws -> Result {
        let left = deadline - .now
        let patience = isHeld.withLock { $0 } ? min(left, Self.shorter) : max(left, Self.longer)
        guard patience > .zero else { throw DatabaseUnavailable(DatabaseError.lockedByOthers) }
        do {
            let result = try write(patience)
            isHeld.withLock { $0 = false }
            return result
        } catch let fault as DatabaseError where fault.resultCode == .SQLITE_BUSY {
            isHeld.withLock { $0 = true }
            throw fault
        }
    }
}

extension GRDB.Database {
    /// With foreign keys on, dropping a table deletes every row that refers to it; they are switched outside a transaction only.
    fileprivate func inOneWithReferencesResting<Result>(_ body: () throws -> Result) throws -> Result {
        try execute(sql: "PRAGMA foreign_keys = OFF")
        let outcome = Swift.Result {
            try inOne {
                let result = try body()
                try checkReferences()
                return result
            }
        }
        try execute(sql: "PRAGMA foreign_keys = ON")
        return try outcome.get()
    }

    private func checkReferences() throws {
        if let table = try String.fetchOne(self, sql: "SELECT \"table\" FROM pragma_foreign_key_check") {
            throw MigrationProblem.brokenReference(table: table)
        }
    }

    fileprivate func inOne<Result>(_ body: () throws -> Result) throws -> Result {
        var result: Result?
        try inTransaction(.immediate) {
            result = try body()
            return .commit
        }
        guard let result else { throw DatabaseUnavailable() }
        return result
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
