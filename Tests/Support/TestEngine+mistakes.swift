import Domain

extension TestEngine {
    /// What a database refuses because the statement is wrong, whatever state the database is in.
    public enum Mistake: String, Sendable {
        case syntax, foreignKey, unique, check, notNull
    }

    /// Which mistake this fault tells of, by the engine's own code; nil where it tells of another one, or of none.
    public static func mistake(_ fault: (any Error)?) -> Mistake? {
        guard let code = (fault as? any KnownFault)?.code else { return nil }
        return (isEmbedded ? sqlite : postgres)[code]
    }

    private static let sqlite: [String: Mistake] = [
        "1": .syntax, "787": .foreignKey, "2067": .unique, "275": .check, "1299": .notNull,
    ]
    private static let postgres: [String: Mistake] = [
        "42601": .syntax, "23503": .foreignKey, "23505": .unique, "23514": .check, "23502": .notNull,
    ]
}
