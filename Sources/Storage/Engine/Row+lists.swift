import Domain

/// Lists that are stored as words with spaces between them, in order.
extension Row {
    /// Words of a closed vocabulary; one that this program does not know throws.
    func words<Word: RawRepresentable & Hashable>(_ column: String) throws -> Set<Word> where Word.RawValue == String {
        Set(
            try text(column).split(separator: " ").map { text in
                guard let word = Word(rawValue: String(text)) else { throw Mismatch(column: column) }
                return word
            })
    }

    func scopes(_ column: String) throws -> [Scope] {
        try text(column).split(separator: " ").map { text in
            guard let scope = Scope(String(text)) else { throw Mismatch(column: column) }
            return scope
        }
    }

    func optionalText(_ column: String) throws -> String? { try isNull(column) ? nil : text(column) }

    func optionalIdentifier<Subject>(_ column: String) throws -> Identifier<Subject>? {
        try isNull(column) ? nil : identifier(column)
    }

    func optionalWord<Word: RawRepresentable>(_ column: String) throws -> Word? where Word.RawValue == String {
        try isNull(column) ? nil : word(column)
    }
}

extension Set where Element: RawRepresentable, Element.RawValue == String {
    var words: String { map(\.rawValue).sorted().joined(separator: " ") }
}

extension [Scope] {
    var words: String { map(\.text).joined(separator: " ") }
}

extension OpaqueTokenDigest: SQLValue {
    public var sqlValue: Value { .blob(bytes) }
}
