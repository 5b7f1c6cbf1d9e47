import Crypto

/// What a table holds, in short: how many rows, and a SHA-256 over all of them in the order of the primary key.
public struct TableDigest: Sendable, Equatable {
    public private(set) var rows = 0
    private var hash = SHA256()
    private var columns: Columns?

    public static func == (left: Self, right: Self) -> Bool {
        left.rows == right.rows && left.hash.finalize() == right.hash.finalize()
    }

    mutating func add(_ row: Row) {
        if columns == nil {
            columns = row.columns
            for column in row.columns.names { add(3, Array(column.utf8)) }
        }
        for value in row.values { add(value) }
        rows += 1
    }

    private mutating func add(_ value: Value) {
        switch value {
        case .null: add(0, [])
        case .integer(let integer): add(1, withUnsafeBytes(of: integer.bigEndian) { Array($0) })
        case .text(let text): add(2, Array(text.utf8))
        case .blob(let bytes): add(4, bytes)
        }
    }

    /// Kind and length stand before the bytes, so that no two rows look the same.
    private mutating func add(_ kind: UInt8, _ bytes: [UInt8]) {
        hash.update(data: [kind] + withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { Array($0) } + bytes)
    }
}
