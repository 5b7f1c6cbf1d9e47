import Domain

/// What PostgreSQL knows of the tables.
extension PostgresSession: Connection {
    func hasTable(_ name: String) throws -> Bool {
        try !rows("SELECT 1 AS found FROM pg_class WHERE oid = to_regclass(\(name))").isEmpty
    }

    func unfitness() throws -> MigrationProblem? {
        if try isPooledByTransaction() { return .pooledTransactions }
        return try isBytewise() ? nil : .wrongCollation
    }

    /// Whether somebody in between gives each transaction another server process: while another session holds the one that was
    /// ours, ours is another then.
    private func isPooledByTransaction() throws -> Bool {
        for _ in 0..<3 {
            let own = try process()
            let other = try PostgresSession(address)
            try other.script("BEGIN")
            _ = try other.process()
            guard try process() == own else { return true }
            try other.script("ROLLBACK")
        }
        return false
    }

    /// Ranges of words are searched, and names sorted, byte by byte, as the embedded database does it. What a database says of its
    /// collation is not all that sorts: with ICU, it says `C` and sorts otherwise.
    private func isBytewise() throws -> Bool {
        let encoding = try rows("SELECT current_setting('server_encoding') AS encoding").first?.text("encoding")
        guard encoding == "UTF8" else { return false }
        let row = try rows(
            """
            SELECT string_agg(word, ' ' ORDER BY word) AS sorted,
                string_agg(word, ' ' ORDER BY convert_to(word, 'UTF8')) AS expected
            FROM (VALUES ('A'), ('B'), ('a'), ('b'), ('a b'), ('a-c'), ('ab'), ('a_b'), ('ac'), ('c'), ('cs'), ('csaba'),
                ('cz'), ('c' || chr(1114111)), ('gy'), ('gyula'), ('gz'), ('zs'), ('zsolt'), ('zz'), ('á'), ('é'), ('ő'),
                ('z'), ('1'), ('10'), ('2')) AS sample (word)
            """
        ).first
        return try row.map { try $0.text("sorted") == $0.text("expected") } ?? false
    }

    /// Row security holds every role but the owner: the log is written and read, an entry is never changed, and deleted only when its time
    /// is over by the database's own clock; set-up that is closed stays closed; the policy is read and changed, and there is one.
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
            ALTER TABLE security_policy ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS readable ON security_policy;
            DROP POLICY IF EXISTS changeable ON security_policy;
            CREATE POLICY readable ON security_policy FOR SELECT USING (true);
            CREATE POLICY changeable ON security_policy FOR UPDATE USING (true) WITH CHECK (true);
            """)
    }

    func apply(_ migration: Migration) throws {
        try script(migration.postgresText ?? migration.text)
    }

    /// `BLOB` is a word of the migrations' text that this engine does not know.
    func prepareSchema() throws {
        if try rows("SELECT 1 AS found FROM pg_type WHERE oid = to_regtype('blob')").isEmpty {
            try script("CREATE DOMAIN blob AS bytea")
        }
    }
}
