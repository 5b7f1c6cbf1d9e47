import Domain

/// One row of an answer. A column that is missing, or holds another kind of value, is a fault of ours and throws.
public struct Row: Sendable {
    let columns: Columns
    let values: [Value]

    struct Mismatch: Error, Equatable {
        let column: String
    }

    func text(_ column: String) throws -> String {
        guard case .text(let text) = try value(column) else { throw Mismatch(column: column) }
        return text
    }

    func integer(_ column: String) throws -> Int64 {
        guard case .integer(let integer) = try value(column) else { throw Mismatch(column: column) }
        return integer
    }

    func bytes(_ column: String) throws -> [UInt8] {
        guard case .blob(let bytes) = try value(column) else { throw Mismatch(column: column) }
        return bytes
    }

    func isNull(_ column: String) throws -> Bool {
        try value(column) == .null
    }

    func time(_ column: String) throws -> Timestamp {
        Timestamp(milliseconds: try integer(column))
    }

    func optionalTime(_ column: String) throws -> Timestamp? {
        try isNull(column) ? nil : time(column)
    }

    func identifier<Subject>(_ column: String) throws -> Identifier<Subject> {
        Identifier(stored: try text(column))
    }

    /// A word of a closed vocabulary; one that this program does not know throws: guessing would judge by it.
    func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else { throw Mismatch(column: column) }
        return word
    }

    func methods(_ column: String) throws -> AuthenticationMethods {
        guard let methods = AuthenticationMethods(stored: try text(column)) else { throw Mismatch(column: column) }
        return methods
    }

    func value(_ column: String) throws -> Value {
        guard let index = columns.index(of: column) else { throw Mismatch(column: column) }
        return values[index]
    }
}
