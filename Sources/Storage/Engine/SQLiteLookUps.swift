import GRDB
import GRDBSQLite
import Synchronization

/// Connections that are used for a single statement at a time: as many as threads ever looked something up at once.
final class SQLiteLookUps: Sendable {
    private let path: String
    private let configuration: GRDB.Configuration
    private let idle = Mutex<[LookUpConnection]>([])

    init(path: String, configuration: GRDB.Configuration) {
        self.path = path
        self.configuration = configuration
    }

    func use<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        let connection =
            try idle.withLock { $0.popLast() } ?? LookUpConnection(path: path, configuration: configuration)
        defer { idle.withLock { $0.append(connection) } }
        return try body(connection)
    }
}

/// The library opens and closes it; its queue is passed by, which saves about 8 % of a session check's processor time.
///
/// Sendable although SQLite's connections are not: whoever has taken it off the stack of idle ones is alone with it.
private final class LookUpConnection: SQLiteStatements, @unchecked Sendable {
    let handle: OpaquePointer?
    private let queue: DatabaseQueue
    /// Few: comparing texts is quicker than finding one in a dictionary.
    private var statements: [(text: String, prepared: PreparedStatement)] = []

    init(path: String, configuration: GRDB.Configuration) throws {
        queue = try DatabaseQueue(path: path, configuration: configuration)
        handle = queue.unsafeRead { $0.sqliteConnection }
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement.prepared.handle) }
    }

    func prepare(_ text: String) throws -> PreparedStatement {
        if let known = statements.first(where: { $0.text == text }) { return known.prepared }
        var made: SQLiteStatement?
        try check(sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil), SQLITE_OK)
        guard let made else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        let columns = (0..<sqlite3_column_count(made)).map { String(cString: sqlite3_column_name(made, $0)) }
        let prepared = PreparedStatement(handle: made, columns: Columns(columns))
        statements.append((text, prepared))
        return prepared
    }
}
