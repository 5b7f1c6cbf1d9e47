/// Why the database cannot be used with this binary.
public enum MigrationProblem: Error, Equatable, Sendable {
    /// It has a step that this binary does not know: a newer version wrote it.
    case newerDatabase(step: String)
    /// A step was not what this binary has under that name.
    case alteredStep(String)
    /// The role may not change the schema, which is not up to date.
    case notAllowed
    /// Something in between gives each transaction another connection, and what was prepared on one is not on the other.
    case pooledTransactions
    /// Texts would be sorted and compared otherwise than byte by byte, or are not kept as UTF-8.
    case wrongCollation
    /// A step would leave rows that refer to nothing, in this table.
    case brokenReference(table: String)
}
