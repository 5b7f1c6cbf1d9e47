import Domain

/// What runs statements: the only thing that differs between engines.
protocol Connection {
    func rows(_ statement: SQL) throws -> [Row]
    /// Runs a statement whose rows nobody reads. A refusal may be told by a later statement, or by the commit.
    func run(_ statement: SQL) throws
    /// Runs several statements without values, as a migration has them.
    func script(_ text: String) throws
    func hasTable(_ name: String) throws -> Bool
    /// Why this database cannot hold the tables, whatever is in it.
    func unfitness() throws -> MigrationProblem?
    /// Makes what the migrations' one text needs on this engine.
    func prepareSchema() throws
    /// Runs the text of a step that is for this engine.
    func apply(_ migration: Migration) throws
    /// Takes from roles that do not own the tables what the service never does. Safe to run again.
    /// - Parameter retention: how old an entry of the log must be to be deleted.
    func protectSchema(retention: Span) throws
}
