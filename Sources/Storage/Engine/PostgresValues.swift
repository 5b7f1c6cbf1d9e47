import CPostgres

/// The values of a statement as libpq takes them: bytes as they are, all else as text.
struct PostgresParameters {
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
    var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: 20
        case .text: 25
        case .blob: 17
        }
    }
}

/// An answer of the server, in binary form.
final class PostgresResult {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var status: ExecStatusType { PQresultStatus(handle) }

    var isSuccess: Bool { status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK }

    /// What was done: `COMMIT`, or `ROLLBACK` where a commit was asked of a transaction that had failed.
    var command: String { String(cString: PQcmdStatus(handle)) }

    /// SQLSTATE of a refusal.
    var state: String? { PQresultErrorField(handle, CInt(UInt8(ascii: "C"))).map { String(cString: $0) } }

    var rows: [Row] {
        let width = PQnfields(handle)
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
