import Domain

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

    /// Row security holds every role but the owner: the log is written and read, an entry is never changed, and deleted only when its time
    /// is over by the database's own clock; set-up that is closed stays closed.
    func protectSchema(retention: Span) throws {
        try script(
            """
            ALTER TABLE activity ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS readable ON activity;
            DROP POLICY IF EXISTS writable ON activity;
            DROP POLICY IF EXISTS deletable ON activity;
            CREATE POLICY readable ON activity FOR SELECT USING (true);
            CREATE POLICY writable ON activity FOR INSERT WITH CHECK (true);
            CREATE POLICY deletable ON activity FOR DELETE
                USING (at < extract(epoch FROM now()) * 1000 - \(retention.milliseconds));
            ALTER TABLE setup ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS readable ON setup;
            DROP POLICY IF EXISTS closable ON setup;
            CREATE POLICY readable ON setup FOR SELECT USING (true);
            CREATE POLICY closable ON setup FOR UPDATE USING (closed_at IS NULL) WITH CHECK (true);
            """)
    }

    /// `BLOB` is a word of the migrations' text that this engine does not know.
    func prepareSchema() throws {
        if try rows("SELECT 1 AS found FROM pg_type WHERE oid = to_regtype('blob')").isEmpty {
            try script("CREATE DOMAIN blob AS bytea")
        }
    }
}
