import Domain

extension Users {
    /// - Returns: one page of the users found, and how many there are in all.
    public func list(_ query: UserQuery) throws -> (users: [ListedUser], total: Int) {
        let condition = condition(for: query.search)
        let isLocked = try transaction.guessing.isLocked
        let count = try transaction.row("SELECT count(*) AS total FROM user_account WHERE \(condition)")
        let rows = try transaction.rows(
            """
            SELECT \(Self.columns),
                EXISTS (SELECT 1 FROM password WHERE password.user_id = user_account.id) AS has_password,
                \(Authenticators.exist(for: "user_account.id")) AS has_two_factor,
                EXISTS (SELECT 1 FROM guessing WHERE guessing.account = user_account.id
                    AND (\(isLocked) OR locked_for_good_at IS NOT NULL)) AS is_locked,
                (SELECT max(locked_until) FROM guessing WHERE guessing.account = user_account.id
                    AND \(isLocked)) AS locked_until
            FROM user_account WHERE \(condition) ORDER BY \(ordering(query))
            LIMIT \(UserQuery.pageSize) OFFSET \(query.page * UserQuery.pageSize)
            """)
        return (try rows.map(ListedUser.init), Int(try count?.integer("total") ?? 0))
    }

    /// Every word of the search begins a word of the user.
    private func condition(for search: String) -> SQL {
        SearchWords.ofSearch(search).reduce("1 = 1") { condition, word in
            condition + """
                 AND user_account.id IN (SELECT user_id FROM user_word
                    WHERE word >= \(word) AND word < \(word + "\u{10FFFF}"))
                """
        }
    }

    private func ordering(_ query: UserQuery) -> SQL {
        switch (query.order, query.isDescending) {
        case (.name, false): "name_key, id"
        case (.name, true): "name_key DESC, id DESC"
        case (.displayName, false): "display_key, id"
        case (.displayName, true): "display_key DESC, id DESC"
        case (.lastSignIn, false): "coalesce(last_sign_in_at, 0), id"
        case (.lastSignIn, true): "coalesce(last_sign_in_at, 0) DESC, id DESC"
        }
    }
}

extension ListedUser {
    fileprivate init(_ row: Row) throws {
        self.init(
            user: try User(row), hasPassword: try row.integer("has_password") != 0,
            hasTwoFactor: try row.integer("has_two_factor") != 0,
            isLocked: try row.integer("is_locked") != 0, lockedUntil: try row.optionalTime("locked_until"))
    }
}
