import Domain

extension Database {
    /// Makes the kept keys of names anew where an older version made them. Safe at every start, from several processes at once, and
    /// after an interruption, where it goes on.
    func renewNameKeys() async throws {
        guard try await read({ try $0.users.areKeysOld() }) else { return }
        while try await write({ try $0.users.renewSomeKeys() }) {}
    }
}

extension Users {
    /// Few enough that other writers wait 50 ms at most.
    private static let batchSize = 50

    fileprivate func areKeysOld() throws -> Bool {
        try transaction.row("SELECT id FROM name_folding WHERE version < \(NameFolding.version)") != nil
    }

    /// - Returns: whether there may be more to do.
    fileprivate func renewSomeKeys() throws -> Bool {
        let old = "SELECT done_through FROM name_folding WHERE version < \(NameFolding.version)" as SQL
        guard let done = try transaction.row(old)?.text("done_through") else { return false }
        let users = try transaction.rows(
            """
            SELECT \(Self.columns) FROM user_account WHERE id > \(done) ORDER BY id LIMIT \(Self.batchSize)
            """
        ).map(User.init)
        for user in users { try renewKeys(of: user) }
        guard let last = users.last?.id.text else {
            try transaction.run("UPDATE name_folding SET version = \(NameFolding.version), done_through = ''")
            return false
        }
        try renewFormerNames(after: done, through: last)
        try transaction.run("UPDATE name_folding SET done_through = \(last)")
        return true
    }

    /// Two names that were different may be one now: whose key is taken keeps the name as it is written, and signs in by that.
    private func renewKeys(of user: User) throws {
        try transaction.run(
            """
            UPDATE user_account SET name_key = CASE
                WHEN EXISTS (SELECT 1 FROM user_account other WHERE other.name_key = \(user.name.key) AND other.id <> \(user.id))
                THEN name ELSE \(user.name.key) END,
                display_key = \(displayKey(of: user)), \(looks(of: user))
            WHERE id = \(user.id)
            """)
        try indexWords(of: user)
    }

    private func renewFormerNames(after first: String, through last: String) throws {
        let rows = try transaction.rows(
            "SELECT user_id, name, name_key FROM former_name WHERE user_id > \(first) AND user_id <= \(last)")
        for row in rows {
            let user: UserID = try row.identifier("user_id")
            let key = try row.text("name_key")
            try transaction.run("DELETE FROM former_name WHERE user_id = \(user) AND name_key = \(key)")
            try remember(UserName(stored: row.text("name")), of: user)
        }
    }
}
