import Domain
import GRDB

extension DatabaseError: KnownFault {
    /// SQLite's extended result code, as a number.
    public var code: String { "\(extendedResultCode.rawValue)" }

    static let lockedByOthers = "the database is locked by another process"

    /// What is in the way, where that is the file or its disk and not the statement.
    var reason: String? {
        switch resultCode {
        case .SQLITE_BUSY, .SQLITE_PROTOCOL: Self.lockedByOthers
        case .SQLITE_FULL: "the database's disk is full"
        case .SQLITE_READONLY: "the database's file cannot be written to (\(code))"
        case .SQLITE_IOERR: "the database's disk fails (\(code))"
        case .SQLITE_CANTOPEN: "the database's file cannot be opened (\(code))"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: "the database's file is damaged (\(code))"
        case .SQLITE_NOMEM: "no memory for the database"
        default: nil
        }
    }
}

/// Makes of what the file, its disk or the machine could not do the answer that nothing was judged.
func unavailability<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let fault as DatabaseError {
        guard let reason = fault.reason else { throw fault }
        throw DatabaseUnavailable(reason)
    }
}

func unavailability<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let fault as DatabaseError {
        guard let reason = fault.reason else { throw fault }
        throw DatabaseUnavailable(reason)
    }
}

/// A connection that was opened for reading refuses a change with this very code; files that cannot be written to have more of a code.
func onlyReading<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let fault as DatabaseError where fault.extendedResultCode == .SQLITE_READONLY {
        throw WriteWhileReading()
    }
}
