/// What PostgreSQL knows of the tables.
extension PostgresSession: Connection {
    func hasTable(_ name: String) throws -> Bool {
        try !rows("SELECT 1 AS found FROM pg_class WHERE oid = to_regclass(\(name))").isEmpty
    }

    /// Ranges of words are searched, and names sorted, byte by byte, as the embedded database does it.
    func unfitness() throws -> MigrationProblem? {
        let row = try rows(
            """
            SELECT datcollate AS collation, pg_encoding_to_char(encoding) AS encoding
            FROM pg_database WHERE datname = current_database()
            """
        ).first
        guard let row, try row.text("encoding") == "UTF8" else { return .wrongCollation }
        return try ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(row.text("collation")) ? nil : .wrongCollation
    }

    /// `BLOB` is a word of the migrations' text that this engine does not know.
    func prepareSchema() throws {
        if try rows("SELECT 1 AS found FROM pg_type WHERE oid = to_regtype('blob')").isEmpty {
            try script("CREATE DOMAIN blob AS bytea")
        }
    }
}
