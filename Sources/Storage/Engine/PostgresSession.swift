import CPostgres
import Domain

/// Statements and transactions on one connection to PostgreSQL.
///
/// Inside a transaction commands are sent in a pipeline: those whose answer nobody waits for travel with the next one whose answer
/// somebody does, `BEGIN` with the first statement, and the last changes with `COMMIT`. After a refusal the server runs nothing more
/// of a pipeline, so what was sent behind a refused statement never happens.
final class PostgresSession {
    let connection: PostgresConnection
    let address: PostgresAddress
    private var handle: OpaquePointer { connection.handle }
    /// The names of prepared statements, by text.
    private var prepared: [String: String] = [:]
    private var lastName = 0
    /// How many commands were sent whose results were not read.
    private var unread = 0
    private var pipeline: Pipeline?

    private struct Pipeline {
        /// The texts prepared in it: what was sent behind a refused statement was not.
        var prepared: [String] = []
        var hasAnswered = false
        var isSynced = false
    }

    /// The commit was sent, and what became of it is not known.
    struct UnknownOutcome: Error {}

    /// - Parameter onlyReads: the server is to refuse every change.
    init(_ address: PostgresAddress, onlyReads: Bool = false) throws {
        self.address = address
        connection = try PostgresConnection(address)
        try script(onlyReads ? Self.settings + "; SET default_transaction_read_only = on" : Self.settings)
    }

    /// The server gives up later than we do, so that what it ends was not acknowledged. Every statement has its index, so plans are
    /// made once; a sequential scan would lock its whole table against other serializable transactions. Nothing is worth compiling:
    /// where such a scan is the only way, its price is so high that the server would.
    private static let settings = """
        SET statement_timeout = 15000; SET idle_in_transaction_session_timeout = 15000;
        SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off
        """

    /// The moment at which every wait ends.
    var deadline: ContinuousClock.Instant {
        get { connection.deadline }
        set { connection.deadline = newValue }
    }

    var isBroken: Bool { connection.isBroken }

    /// Nothing more is to be done on this connection.
    func giveUp() {
        connection.giveUp()
    }

    // MARK: Statements

    func rows(_ statement: SQL) throws -> [Row] {
        try send(statement)
        return try answer().rows
    }

    func run(_ statement: SQL) throws {
        try send(statement)
        if pipeline == nil { _ = try answer() }
    }

    /// Runs several statements without values. Nothing else may be under way.
    func script(_ text: String) throws {
        try connection.check(PQsendQuery(handle, text))
        unread += 1
        _ = try answer()
    }

    /// The server process behind the connection, asked without preparing anything.
    func process() throws -> Value? {
        try connection.check(PQsendQuery(handle, "SELECT pg_backend_pid()::text AS process"))
        unread += 1
        return try answer().rows.first?.values.first
    }

    // MARK: Transactions

    func begin(_ opening: SQL) throws {
        try connection.check(PQenterPipelineMode(handle))
        pipeline = Pipeline()
        try send(opening)
    }

    /// Commits.
    /// - Throws: ``UnknownOutcome`` also when the server only warns: a commit that a standby did not confirm ends with a warning. Any
    ///   other fault: nothing is committed.
    func commit() throws {
        // A connection that died unnoticed is found out before there is anything to be unsure of.
        if let pipeline, !pipeline.hasAnswered { _ = try answer() }
        do {
            try send("COMMIT")
            try sync()
            while unread > 1 { _ = try nextResult() }
            // What was warned of until here was not the commit.
            connection.hasWarning = false
        } catch let fault as PostgresFault where fault.state == nil {
            // It may have arrived. A refusal of what was sent before it is another matter: then it was not run.
            throw UnknownOutcome()
        }
        do {
            let isCommitted = try nextResult().command == "COMMIT"
            guard isCommitted, !connection.hasWarning else { throw connection.lost() }
        } catch let fault as PostgresFault where fault.isOfConnection {
            throw UnknownOutcome()
        }
        // It is committed, whatever becomes of the connection now.
        try? endPipeline()
    }

    /// Undoes what is under way. Where that is not possible any more, the session is broken, and the server does it.
    func rollBack() {
        guard !isBroken, (try? endPipeline()) != nil, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        try? script("ROLLBACK")
    }

    private func sync() throws {
        guard pipeline?.isSynced == false else { return }
        try connection.check(PQpipelineSync(handle))
        pipeline?.isSynced = true
    }

    private func skipToSync() throws {
        guard pipeline != nil else { return }
        try connection.skipToSync()
        pipeline?.isSynced = false
    }

    private func endPipeline() throws {
        guard let pipeline else { return }
        if unread > 0 { for text in pipeline.prepared { prepared[text] = nil } }
        try sync()
        try skipToSync()
        try connection.check(PQexitPipelineMode(handle))
        unread = 0
        self.pipeline = nil
    }

    // MARK: Sending and reading

    private func send(_ statement: SQL) throws {
        let name = try prepare(statement)
        let sent = PostgresParameters(statement.values).use { values, lengths, formats in
            PQsendQueryPrepared(handle, name, CInt(lengths.count), values, lengths, formats, 1)
        }
        try connection.check(sent)
        unread += 1
    }

    private func prepare(_ statement: SQL) throws -> String {
        if let name = prepared[statement.text] { return name }
        lastName += 1
        let name = "s\(lastName)"
        let types = statement.values.map(\.postgresType)
        try connection.check(PQsendPrepare(handle, name, statement.numberedText, CInt(types.count), types))
        unread += 1
        if pipeline == nil { _ = try answer() }
        prepared[statement.text] = name
        pipeline?.prepared.append(statement.text)
        return name
    }

    /// The result of what was sent last; whatever was sent before it has succeeded then. The server, being told that this is all for
    /// now, begins to count how long it is left waiting (`idle_in_transaction_session_timeout`).
    private func answer() throws -> PostgresResult {
        try sync()
        while unread > 1 { _ = try nextResult() }
        let result = try nextResult()
        try skipToSync()
        pipeline?.prepared = []
        return result
    }

    /// The last result of the oldest command that was sent.
    private func nextResult() throws -> PostgresResult {
        var last: PostgresResult?
        while let result = try connection.next() {
            guard result.isSuccess else {
                unread -= 1
                throw try connection.refusal(result)
            }
            last = result
        }
        guard let last else { throw connection.lost() }
        unread -= 1
        pipeline?.hasAnswered = true
        return last
    }
}
