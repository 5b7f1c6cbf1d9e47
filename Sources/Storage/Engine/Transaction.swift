import Domain

/// Statements that happen together or not at all, at one moment: `now` does not move while it runs.
public struct Transaction {
    let connection: any Connection
    public let now: Timestamp
    public let random: RandomSource
    let keys: KeyStore?
    let knownPolicy = KnownPolicy()

    /// What is stored as later than this was stored when the clock was wrong.
    var latest: Timestamp { now + TimeSource.tolerance }

    public func newIdentifier<Subject>() -> Identifier<Subject> {
        Identifier(at: now, from: random)
    }

    func rows(_ statement: SQL) throws -> [Row] {
        try connection.rows(statement)
    }

    func run(_ statement: SQL) throws {
        try connection.run(statement)
    }

    func row(_ statement: SQL) throws -> Row? {
        try connection.rows(statement).first
    }

    /// Whether the statement, which ends in `RETURNING`, changed anything.
    func changes(_ statement: SQL) throws -> Bool {
        try !connection.rows(statement).isEmpty
    }
}
