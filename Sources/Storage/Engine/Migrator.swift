import Domain

extension Database {
    /// Brings the schema up to date, each step once, and then the kept keys of names. Safe to call at every start and from several processes at once.
    /// - Parameter first: runs before the first step of a database without any, under the same lock; a throw leaves it without.
    public func migrate(first: @escaping @Sendable () throws -> Void = {}) async throws {
        try await migrate(Migration.all, first: first) {
            try $0.connection.protectSchema(retention: Activity.retention)
        }
        try await renewNameKeys()
    }

    /// Changes nothing where everything is up to date, so that a role without rights over the schema may run the service.
    /// - Parameter last: runs after the last step, under the same lock.
    func migrate(
        _ migrations: [Migration], first: @escaping @Sendable () throws -> Void = {},
        last: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) async throws {
        if let problem = try await lookUp({ try $0.connection.unfitness() }) { throw problem }
        let applied = try await read { try $0.appliedSteps() }
        try check(applied, against: migrations)
        guard applied.count < migrations.count else { return }
        do {
            try await rebuild { transaction in
                try transaction.connection.prepareSchema()
                try transaction.makeStepTable()
                let applied = try transaction.appliedSteps()
                try check(applied, against: migrations)
                if applied.isEmpty { try first() }
                for migration in migrations where applied[migration.name] == nil {
                    try transaction.apply(migration)
                }
                try last(transaction)
            }
        } catch let fault as PostgresFault where fault.isForbidden {
            throw MigrationProblem.notAllowed
        }
    }

    private func check(_ applied: [String: String], against migrations: [Migration]) throws {
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.name, $0.checksum) })
        for (name, checksum) in applied.sorted(by: { $0.key < $1.key }) {
            guard let expected = known[name] else { throw MigrationProblem.newerDatabase(step: name) }
            guard expected == checksum else { throw MigrationProblem.alteredStep(name) }
        }
    }
}

extension Transaction {
    /// Whether exactly this binary's steps have been applied.
    func isUpToDate() throws -> Bool {
        try appliedSteps() == Dictionary(uniqueKeysWithValues: Migration.all.map { ($0.name, $0.checksum) })
    }

    fileprivate func makeStepTable() throws {
        try connection.script(
            """
            CREATE TABLE IF NOT EXISTS schema_step (
                name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)
            """)
    }

    fileprivate func appliedSteps() throws -> [String: String] {
        guard try connection.hasTable("schema_step") else { return [:] }
        let pairs = try rows("SELECT name, checksum FROM schema_step").map {
            (try $0.text("name"), try $0.text("checksum"))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    fileprivate func apply(_ migration: Migration) throws {
        try connection.apply(migration)
        try run(
            """
            INSERT INTO schema_step (name, checksum, applied_at)
            VALUES (\(migration.name), \(migration.checksum), \(now))
            """)
    }
}
