import Domain

/// The names of users: those they have, those they had, and those that look the same.
extension Users {
    /// Whose name this is: by its key. A user whose key was taken when keys were made anew has the name as it is written.
    func hasName(_ name: UserName) -> SQL {
        if name.text == name.key { return "name_key = \(name.key)" }
        return """
            name_key = COALESCE((SELECT name_key FROM user_account WHERE name_key = \(name.text)), \(name.key))
            """
    }

    /// The ids of those who have this name, or had it.
    func everNamed(_ name: UserName) -> SQL {
        """
        SELECT id FROM user_account WHERE \(hasName(name))
        UNION SELECT user_id FROM former_name WHERE name_key = \(name.key)
        """
    }

    func remember(_ name: UserName, of user: UserID) throws {
        try transaction.run(
            """
            INSERT INTO former_name (user_id, name, name_key) VALUES (\(user), \(name.text), \(name.key))
            ON CONFLICT (user_id, name_key) DO NOTHING
            """)
    }

    /// Another user whose user name or display name looks like one of these, and is written otherwise.
    /// - Parameter user: who has these names, or is to get them.
    public func lookAlike(of user: UserID?, name: UserName, displayName: String) throws -> User? {
        let isOther: SQL = user.map { "id <> \($0)" } ?? "1 = 1"
        let byName: SQL =
            "name_look = \(LookAlike.skeleton(name.text)) AND name_key <> \(name.key) AND name <> \(name.text)"
        let byDisplay: SQL = """
            display_look = \(LookAlike.skeleton(displayName)) AND display_key <> \(SearchWords.sortKey(displayName))
            """
        for looks in displayName.isEmpty ? [byName] : [byName, byDisplay] {
            let found = try transaction.row(
                "SELECT \(Self.columns) FROM user_account WHERE \(looks) AND \(isOther) ORDER BY id LIMIT 1")
            if let found { return try User(found) }
        }
        return nil
    }

    func looks(of user: User) -> SQL {
        """
        name_look = \(LookAlike.skeleton(user.name.text)), display_look = \(LookAlike.skeleton(user.details.displayName))
        """
    }
}
