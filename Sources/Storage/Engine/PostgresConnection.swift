import CPostgres
import Foundation

/// A connection to PostgreSQL as libpq keeps it, for one thread. Every wait ends at ``deadline``; a connection that ran into it, or lost
/// its server, is broken and only to be thrown away.
final class PostgresConnection {
    let handle: OpaquePointer
    var deadline = ContinuousClock.now
    private(set) var isBroken = false
    /// Whether the server has warned. Whoever wants to know sets it back before.
    var hasWarning = false

    /// Connects, waiting `connect_timeout` for each host of the address.
    init(_ address: PostgresAddress) throws {
        let keywords = address.parameters.map(\.keyword) + [nil]
        let values = address.parameters.map(\.value) + [nil]
        let connection = Self.withTexts(keywords) { keywords in
            Self.withTexts(values) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let connection else { throw PostgresFault.lost }
        handle = connection
        PQsetNoticeReceiver(handle, Self.receiveNotice, Unmanaged.passUnretained(self).toOpaque())
        guard isAlive, PQsetnonblocking(handle, 1) == 0 else { throw lost() }
        deadline = .now + .seconds(2)
    }

    /// Why a server refuses a connection, as SQLSTATE; nil when it does not, or there is none. libpq keeps the state of such a refusal to
    /// itself, and tells it only in place of the text, to who has asked for that before: so this is a connection of its own.
    static func refusal(_ address: PostgresAddress) -> String? {
        let keywords = address.parameters.map(\.keyword) + [nil]
        let values = address.parameters.map(\.value) + [nil]
        let attempt = withTexts(keywords) { keywords in withTexts(values) { PQconnectStartParams(keywords, $0, 1) } }
        guard let attempt else { return nil }
        defer { PQfinish(attempt) }
        PQsetErrorVerbosity(attempt, PQERRORS_SQLSTATE)
        guard connects(attempt, until: .now + .seconds(2)) == false else { return nil }
        if PQconnectionNeedsPassword(attempt) == 1 { return "28P01" }
        // Of several hosts the last one's.
        let text = String(cString: PQerrorMessage(attempt))
        return text.matches(of: /: +([0-9A-Z]{5})(\n|$)/).last.map { String($0.1) }
    }

    /// - Returns: nil when it has not come to anything in time.
    private static func connects(_ attempt: OpaquePointer, until deadline: ContinuousClock.Instant) -> Bool? {
        var wanted = PGRES_POLLING_WRITING
        while ContinuousClock.now < deadline {
            let events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var descriptor = pollfd(fd: PQsocket(attempt), events: Int16(events), revents: 0)
            guard poll(&descriptor, 1, 100) != 0 else { continue }
            wanted = PQconnectPoll(attempt)
            if wanted == PGRES_POLLING_OK { return true }
            if wanted == PGRES_POLLING_FAILED { return false }
        }
        return nil
    }

    deinit {
        PQfinish(handle)
    }

    /// Whether libpq can read this address.
    static func isReadable(_ text: String) -> Bool {
        let options = PQconninfoParse(text, nil)
        defer { PQconninfoFree(options) }
        return options != nil
    }

    /// Checks what libpq answered to a request: 1 when it took it.
    func check(_ taken: CInt) throws {
        guard taken == 1, !isBroken else { throw lost() }
    }

    /// The next result; nil at the end of those of a command.
    func next() throws -> PostgresResult? {
        while true {
            let flushed = PQflush(handle)
            guard flushed >= 0 else { throw lost() }
            if flushed == 0 && PQisBusy(handle) == 0 { return PQgetResult(handle).map(PostgresResult.init) }
            try waitForSocket(flushed == 1 ? POLLIN | POLLOUT : POLLIN)
            try check(PQconsumeInput(handle))
        }
    }

    /// What a result that is no success means. Throws away what else there is of its command.
    func refusal(_ result: PostgresResult) throws -> PostgresFault {
        guard let state = result.state else { throw lost() }
        while try next() != nil {}
        guard isAlive else { throw lost() }
        // A standby takes no change, and says of serializable transactions that it lacks them.
        return PostgresFault(state: state == "0A000" && isOnStandby ? "25006" : state)
    }

    /// Reads on to the end of a pipeline, and throws away what is still in it.
    func skipToSync() throws {
        var isOver = false
        while !isOver {
            guard isAlive, ContinuousClock.now < deadline else { throw lost() }
            isOver = try next()?.status == PGRES_PIPELINE_SYNC
        }
    }

    /// Nothing more is to be done on this connection.
    func giveUp() {
        isBroken = true
    }

    func lost() -> PostgresFault {
        isBroken = true
        return .lost
    }

    private var isOnStandby: Bool { PQparameterStatus(handle, "in_hot_standby").map { String(cString: $0) } == "on" }

    private var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    private func waitForSocket(_ events: CInt) throws {
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        guard left > 0, poll(&descriptor, 1, CInt(min(left + 1, 60_000))) >= 0 || errno == EINTR else { throw lost() }
    }

    private static let receiveNotice: PQnoticeReceiver = { connection, result in
        guard let connection, let severity = PQresultErrorField(result, CInt(UInt8(ascii: "V"))) else { return }
        if String(cString: severity) == "WARNING" {
            Unmanaged<PostgresConnection>.fromOpaque(connection).takeUnretainedValue().hasWarning = true
        }
    }

    private static func withTexts<Result>(
        _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { $0.map { strdup($0) } ?? nil }
        defer { for copy in copies { free(copy) } }
        return copies.map { UnsafePointer($0) }.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
    }
}
