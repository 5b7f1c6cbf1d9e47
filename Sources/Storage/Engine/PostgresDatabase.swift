import Domain
import Foundation

extension Database {
    /// The database of a PostgreSQL server. Connections are made when they are needed: the server may be away at the start.
    ///
    /// - Parameters:
    ///   - connections: at once, at most, for transactions; and as many for look-ups, which no transaction can keep waiting.
    ///   - wait: how long a request may wait for its answer, connecting and repeating included.
    public static func postgres(
        _ address: PostgresAddress, connections: Int = 8, wait: Duration = .seconds(5), time: TimeSource = .system,
        random: RandomSource = .system
    ) -> Database {
        let engine = PostgresEngine(
            pool: PostgresPool(address, size: connections),
            lookUps: PostgresPool(address, size: connections, onlyReads: true),
            wait: wait, random: random)
        return Database(engine: engine, time: time, random: random)
    }
}

private final class PostgresEngine: Engine {
    /// How a body is run.
    private enum Kind {
        case write, read, lookUp, readLong, alone

        var isTransaction: Bool { self != .lookUp }
        var onlyReads: Bool { self == .read || self == .lookUp || self == .readLong }

        func begin(_ session: PostgresSession) throws {
            switch self {
            case .write: try session.begin("BEGIN ISOLATION LEVEL SERIALIZABLE")
            case .read: try session.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            case .lookUp: break
            case .readLong:
                try session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \(Self.unlimited)")
            case .alone:
                try session.script(
                    """
                    BEGIN ISOLATION LEVEL READ COMMITTED; \(Self.unlimited);
                    SELECT pg_advisory_xact_lock(\(PostgresEngine.lock))
                    """)
            }
        }

        private static let unlimited =
            "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
    }

    /// The advisory lock under which one of several replicas changes the schema. Any number that no other product uses.
    private static let lock = 4_742_484_017
    private static let mostRepeats = 100
    private static let anyLength = Duration.seconds(24 * 3600)
    /// For a connection, where what is done on it may take any length.
    private static let longestQueueing = Duration.seconds(30)

    private static let longestRehearsal = Duration.seconds(3)

    private let pool: PostgresPool
    private let lookUps: PostgresPool
    private let wait: Duration
    private let random: RandomSource

    init(pool: PostgresPool, lookUps: PostgresPool, wait: Duration, random: RandomSource) {
        self.pool = pool
        self.lookUps = lookUps
        self.wait = wait
        self.random = random
    }

    deinit {
        pool.close()
        lookUps.close()
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await run(.write, within: wait, body)
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await run(.read, within: wait, body)
    }

    func lookUp<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    {
        try await run(.lookUp, within: wait, body)
    }

    func writeAlone<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await run(.alone, within: Self.anyLength, body)
    }

    /// Tables are altered here, not made anew.
    func rebuild<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await writeAlone(body)
    }

    func readLong<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await run(.readLong, within: Self.anyLength, body)
    }

    func rehearse(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await run(.write, within: min(wait, Self.longestRehearsal), body)
    }

    private func run<Result: Sendable>(
        _ kind: Kind, within wait: Duration, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        let deadline = ContinuousClock.now + wait
        let pool = kind == .lookUp ? lookUps : pool
        return try await withCheckedThrowingContinuation { continuation in
            pool.add(
                .init(deadline: wait == Self.anyLength ? .now + Self.longestQueueing : deadline) { [self] session in
                    session.deadline = deadline
                    switch repeating({ try once(kind, session, body) }, until: deadline) {
                    case .success(let result): continuation.resume(returning: result)
                    case .failure(let fault as ConnectionLost): return .connectionLost(fault.cause)
                    case .failure(let fault): continuation.resume(throwing: fault)
                    }
                    return .finished
                } expire: { reason in
                    continuation.resume(throwing: reason.map { DatabaseUnavailable($0) } ?? DatabaseUnavailable())
                })
        }
    }

    /// Broken before anything was committed.
    private struct ConnectionLost: Error {
        let cause: PostgresFault
    }

    private func once<Result>(
        _ kind: Kind, _ session: PostgresSession, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        do {
            try kind.begin(session)
            let result = try body(session)
            if kind.isTransaction { try session.commit() }
            return result
        } catch is PostgresSession.UnknownOutcome {
            // Whether the change is stored is open: it is not repeated and not acknowledged.
            session.giveUp()
            throw DatabaseUnavailable()
        } catch let fault as PostgresFault where fault.isReadOnly && kind.onlyReads {
            // It was we who said so, and not the server: another connection would refuse it as well.
            session.rollBack()
            throw WriteWhileReading()
        } catch let fault as PostgresFault where fault.isOfConnection {
            session.giveUp()
            throw ConnectionLost(cause: fault)
        } catch {
            session.rollBack()
            throw error
        }
    }

    /// Repeats what was in the way of another transaction, after a pause that grows and is never the same for two.
    private func repeating<Result>(
        _ body: () throws -> Result, until deadline: ContinuousClock.Instant
    ) -> Swift.Result<Result, any Error> {
        var latest: PostgresFault?
        for count in 0..<Self.mostRepeats {
            let outcome = Swift.Result(catching: body)
            guard case .failure(let fault as PostgresFault) = outcome else { return outcome }
            guard fault.isOfOthers else {
                return fault.reason.map { .failure(DatabaseUnavailable($0)) } ?? outcome
            }
            latest = fault
            guard ContinuousClock.now < deadline else { break }
            // On the connection's own thread: nobody else is held up. Two that repeat at once would meet again and again.
            Thread.sleep(forTimeInterval: pause(count))
        }
        return .failure(
            latest.map { DatabaseUnavailable("others are in the way (\($0.code))") } ?? DatabaseUnavailable())
    }

    /// In seconds: up to 2 ms at first, up to 64 ms in the end.
    private func pause(_ count: Int) -> Double {
        let share = Double(random.bytes(1)[0]) / 255
        return 0.002 * Double(1 << min(count, 5)) * share
    }
}

extension PostgresFault {
    /// Another transaction was in the way: serialization failure or deadlock.
    fileprivate var isOfOthers: Bool { state == "40001" || state == "40P01" }
}
