import Domain

extension Transaction {
    public var users: Users { Users(transaction: self) }
}

/// The people with an account: table `user_account`.
public struct Users {
    let transaction: Transaction

    public func find(_ id: UserID) throws -> User? {
        try transaction.row("SELECT \(Self.columns) FROM user_account WHERE id = \(id)").map(User.init)
    }

    public func find(_ name: UserName) throws -> User? {
        try transaction.row("SELECT \(Self.columns) FROM user_account WHERE \(hasName(name))").map(User.init)
    }

    /// - Returns: false when somebody has that name already.
    public func add(_ user: User) throws -> Bool {
        if try find(user.name) != nil { return false }
        let added = try transaction.changes(
            """
            INSERT INTO user_account
                (id, name, name_key, display_name, display_key, email, language, administrator_since, created_at,
                name_look, display_look)
            VALUES (\(user.id), \(user.name.text), \(user.name.key), \(user.details.displayName),
                \(displayKey(of: user)), \(user.details.email), \(user.details.language.rawValue),
                \(user.administratorSince), \(user.createdAt), \(LookAlike.skeleton(user.name.text)),
                \(LookAlike.skeleton(user.details.displayName)))
            ON CONFLICT (name_key) DO NOTHING RETURNING id
            """)
        if added { try indexWords(of: user) }
        return added
    }

    /// Stores name and details. - Returns: false when somebody else has that name.
    public func update(_ user: User) throws -> Bool {
        if let holder = try find(user.name), holder.id != user.id { return false }
        if let before = try find(user.id)?.name, before != user.name { try remember(before, of: user.id) }
        try transaction.run(
            """
            UPDATE user_account SET name = \(user.name.text),
                name_key = CASE WHEN name = \(user.name.text) THEN name_key ELSE \(user.name.key) END,
                display_name = \(user.details.displayName), display_key = \(displayKey(of: user)),
                email = \(user.details.email), language = \(user.details.language.rawValue), \(looks(of: user))
            WHERE id = \(user.id)
            """)
        try indexWords(of: user)
        return true
    }

    /// - Returns: false when the user is inactive already, or the last active administrator.
    public func inactivate(_ id: UserID) throws -> Bool {
        try transaction.changes(
            """
            UPDATE user_account SET inactive_since = \(transaction.now)
            WHERE id = \(id) AND inactive_since IS NULL AND \(notLastAdministrator(id)) RETURNING id
            """)
    }

    public func reactivate(_ id: UserID) throws -> Bool {
        try transaction.changes(
            "UPDATE user_account SET inactive_since = NULL WHERE id = \(id) AND inactive_since IS NOT NULL RETURNING id"
        )
    }

    public func grantAdministration(to id: UserID) throws -> Bool {
        try transaction.changes(
            """
            UPDATE user_account SET administrator_since = \(transaction.now)
            WHERE id = \(id) AND administrator_since IS NULL RETURNING id
            """)
    }

    /// - Returns: false when the user is no administrator, or the last active one.
    public func withdrawAdministration(from id: UserID) throws -> Bool {
        try transaction.changes(
            """
            UPDATE user_account SET administrator_since = NULL
            WHERE id = \(id) AND administrator_since IS NOT NULL AND \(notLastAdministrator(id)) RETURNING id
            """)
    }

    public func recordSignIn(of id: UserID) throws {
        try transaction.run("UPDATE user_account SET last_sign_in_at = \(transaction.now) WHERE id = \(id)")
    }

    /// Either not an active administrator, or another one is left.
    private func notLastAdministrator(_ id: UserID) -> SQL {
        """
        (administrator_since IS NULL OR inactive_since IS NOT NULL OR EXISTS (
            SELECT 1 FROM user_account other WHERE other.administrator_since IS NOT NULL
            AND other.inactive_since IS NULL AND other.id <> \(id)))
        """
    }

    func indexWords(of user: User) throws {
        try transaction.run("DELETE FROM user_word WHERE user_id = \(user.id)")
        for word in SearchWords.of(user.name.text, user.details.displayName, user.details.email).sorted() {
            try transaction.run("INSERT INTO user_word (word, user_id) VALUES (\(word), \(user.id))")
        }
    }

    func displayKey(of user: User) -> String {
        SearchWords.sortKey(user.details.displayName)
    }

    static let columns: SQL = """
        user_account.id AS id, user_account.name AS name, display_name, email, user_account.language AS user_language,
        administrator_since, inactive_since, user_account.created_at AS created_at, last_sign_in_at
        """
}

extension User {
    init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), name: UserName(stored: try row.text("name")),
            details: UserDetails(
                displayName: try row.text("display_name"), email: try row.text("email"),
                language: try row.word("user_language")),
            administratorSince: try row.optionalTime("administrator_since"),
            inactiveSince: try row.optionalTime("inactive_since"), createdAt: try row.time("created_at"),
            lastSignInAt: try row.optionalTime("last_sign_in_at"))
    }
}
