import Domain

/// The tables, whichever engine keeps them.
public struct Database: Sendable {
    let engine: any Engine
    public let time: TimeSource
    public let random: RandomSource
    /// What secrets are sealed with; nil for whoever moves tables about and opens none.
    private(set) var keys: KeyStore?

    init(engine: any Engine, time: TimeSource, random: RandomSource) {
        self.engine = engine
        self.time = time
        self.random = random
    }

    /// The same tables, with the keys of what is sealed in them.
    public func opened(with keys: KeyStore) -> Database {
        var database = self
        database.keys = keys
        return database
    }

    /// One moment's.
    func transaction(on connection: any Connection) -> Transaction {
        Transaction(connection: connection, now: time.now(), random: random, keys: keys)
    }

    /// Runs `body` alone among writers; what it wrote is on disk when this returns. A throw undoes all of it.
    ///
    /// No mail, no HTTP and no password hashing inside: other writers wait.
    public func write<Result: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Result) async throws
        -> Result
    {
        try await engine.write { try body(transaction(on: $0)) }
    }

    /// Runs `body` on one consistent state of the tables, beside writers and other readers.
    /// - Throws: `WriteWhileReading` at once where it changes anything.
    public func read<Result: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Result) async throws
        -> Result
    {
        try await engine.read { try body(transaction(on: $0)) }
    }

    func readLong<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await engine.readLong { try body(transaction(on: $0)) }
    }

    func writeAlone<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await engine.writeAlone { try body(transaction(on: $0)) }
    }

    func rebuild<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await engine.rebuild { try body(transaction(on: $0)) }
    }

    /// Whether there is a database at all, whatever is in it, told within a few seconds.
    public func isReachable() async -> Bool {
        (try? await engine.lookUp { try $0.rows("SELECT 1 AS one") }) != nil
    }

    /// Runs `body` for a single statement, which is consistent by itself and needs no transaction around it: the quickest read.
    /// - Throws: `WriteWhileReading` at once where it changes anything.
    public func lookUp<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await engine.lookUp { try body(transaction(on: $0)) }
    }
}
