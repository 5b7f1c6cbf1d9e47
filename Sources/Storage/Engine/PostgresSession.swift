import CPostgres
import Domain
import Foundation

/// What PostgreSQL refused. Its texts are not kept: they can hold values.
public struct PostgresFault: KnownFault {
    /// SQLSTATE, five characters; nil when the connection is lost or did not answer in time.
    public let state: String?

    static let lost = PostgresFault(state: nil)

    public var code: String { state ?? "connection lost" }

    /// The role has no right to it.
    var isForbidden: Bool { state == "42501" }
}

/// One connection to PostgreSQL, for one thread: the only place that knows libpq.
///
/// Every wait ends at ``deadline``; a session that ran into it, or lost its server, is broken and only to be thrown away.
final class PostgresSession {
    private let handle: OpaquePointer
    /// The names of prepared statements, by text.
    private var prepared: [String: String] = [:]
    var deadline = ContinuousClock.now
    private(set) var isBroken = false
    /// Whether the server warned since the last ``commit()``.
    private var hasWarning = false

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
        guard PQstatus(handle) == CONNECTION_OK, PQsetnonblocking(handle, 1) == 0 else {
            isBroken = true
            throw PostgresFault.lost
        }
        deadline = .now + .seconds(2)
        try script(Self.settings)
    }

    /// The server gives up later than we do, so that what it ends was not acknowledged. Every statement has its index, so plans are
    /// made once; a sequential scan would lock its whole table against other serializable transactions. Nothing is worth compiling:
    /// where such a scan is the only way, its price is so high that the server would.
    private static let settings = """
        SET statement_timeout = 15000; SET idle_in_transaction_session_timeout = 15000;
        SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off
        """

    deinit {
        PQfinish(handle)
    }

    /// Whether libpq can read this address.
    static func isReadable(_ text: String) -> Bool {
        let options = PQconninfoParse(text, nil)
        defer { PQconninfoFree(options) }
        return options != nil
    }

    // MARK: Statements

    func rows(_ statement: SQL) throws -> [Row] {
        let name = try prepare(statement)
        let parameters = Parameters(statement.values)
        let sent = parameters.use { values, lengths, formats in
            PQsendQueryPrepared(handle, name, CInt(lengths.count), values, lengths, formats, 1)
        }
        let result = try answer(sent)
        defer { PQclear(result) }
        return PostgresResult(result).rows
    }

    func script(_ text: String) throws {
        PQclear(try answer(PQsendQuery(handle, text)))
    }

    // MARK: Transactions

    /// Commits. - Throws: also when the server only warns: a commit that a standby did not confirm ends with a warning.
    func commit() throws {
        hasWarning = false
        try script("COMMIT")
        guard !hasWarning else { throw lost() }
    }

    /// Undoes what is under way. Where that is not possible any more, the session is broken, and the server does it.
    func rollBack() {
        guard !isBroken, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        try? script("ROLLBACK")
    }

    /// Nothing more is to be done on this connection.
    func giveUp() {
        isBroken = true
    }

    // MARK: Waiting

    private func prepare(_ statement: SQL) throws -> String {
        if let name = prepared[statement.text] { return name }
        let name = "s\(prepared.count)"
        let types = statement.values.map(\.postgresType)
        PQclear(try answer(PQsendPrepare(handle, name, statement.numberedText, CInt(types.count), types)))
        prepared[statement.text] = name
        return name
    }

    /// The last result of what was sent, which the caller clears.
    private func answer(_ sent: CInt) throws -> OpaquePointer {
        guard sent == 1, !isBroken else { throw lost() }
        var last: OpaquePointer?
        while let result = try next() {
            PQclear(last)
            last = result
            guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
                try refuse(result)
            }
        }
        guard let last else { throw lost() }
        return last
    }

    private func next() throws -> OpaquePointer? {
        while true {
            let flushed = PQflush(handle)
            guard flushed >= 0 else { throw lost() }
            if flushed == 0 && PQisBusy(handle) == 0 { return PQgetResult(handle) }
            try waitForSocket(flushed == 1 ? POLLIN | POLLOUT : POLLIN)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
    }

    private func refuse(_ result: OpaquePointer) throws -> Never {
        let state = PQresultErrorField(result, CInt(UInt8(ascii: "C"))).map { String(cString: $0) }
        PQclear(result)
        while let more = try next() { PQclear(more) }
        guard let state, PQstatus(handle) == CONNECTION_OK else { throw lost() }
        throw PostgresFault(state: state)
    }

    private func waitForSocket(_ events: CInt) throws {
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        guard left > 0, poll(&descriptor, 1, CInt(min(left + 1, 60_000))) >= 0 || errno == EINTR else { throw lost() }
    }

    private func lost() -> PostgresFault {
        isBroken = true
        return .lost
    }

    private static let receiveNotice: PQnoticeReceiver = { session, result in
        guard let session, let severity = PQresultErrorField(result, CInt(UInt8(ascii: "V"))) else { return }
        if String(cString: severity) == "WARNING" {
            Unmanaged<PostgresSession>.fromOpaque(session).takeUnretainedValue().hasWarning = true
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

/// The values of a statement as libpq takes them: bytes as they are, all else as text.
private struct Parameters {
    private var buffer: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [CInt] = []
    private var formats: [CInt] = []

    init(_ values: [Value]) {
        for value in values {
            switch value {
            case .null: add(nil, isBinary: false)
            case .integer(let integer): add(Array("\(integer)".utf8), isBinary: false)
            case .text(let text): add(Array(text.utf8), isBinary: false)
            case .blob(let bytes): add(bytes, isBinary: true)
            }
        }
    }

    func use<Result>(_ body: ([UnsafePointer<CChar>?], [CInt], [CInt]) -> Result) -> Result {
        buffer.withUnsafeBufferPointer { buffer in
            body(offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } }, lengths, formats)
        }
    }

    private mutating func add(_ bytes: [UInt8]?, isBinary: Bool) {
        offsets.append(bytes == nil ? nil : buffer.count)
        buffer += (bytes ?? []).map { CChar(bitPattern: $0) } + [0]
        lengths.append(CInt(bytes?.count ?? 0))
        formats.append(isBinary ? 1 : 0)
    }
}

extension Value {
    /// The type in which the server is to take it; 0 leaves that to the server.
    fileprivate var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: 20
        case .text: 25
        case .blob: 17
        }
    }
}

/// An answer in binary form.
private struct PostgresResult {
    private let handle: OpaquePointer
    private let width: CInt

    init(_ handle: OpaquePointer) {
        self.handle = handle
        width = PQnfields(handle)
    }

    var rows: [Row] {
        let columns = Columns((0..<width).map { String(cString: PQfname(handle, $0)) })
        return (0..<PQntuples(handle)).map { row in
            Row(columns: columns, values: (0..<width).map { value(row, $0) })
        }
    }

    private func value(_ row: CInt, _ column: CInt) -> Value {
        guard PQgetisnull(handle, row, column) == 0 else { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
        return switch PQftype(handle, column) {
        // bool, int8, int2, int4: big-endian.
        case 16, 20, 21, 23: .integer(Self.integer(bytes))
        case 17: .blob(Array(bytes))
        default: .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let isNegative = bytes.count > 1 && (bytes.first ?? 0) >= 0x80
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }
}
