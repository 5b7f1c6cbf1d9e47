import Domain

/// A user, and what the first step needs to know of them.
public struct Credentials: Sendable {
    public var user: User
    /// Nil before the user has set a password.
    public var password: PasswordHash?
}

extension Users {
    public func credentials(of name: UserName) throws -> Credentials? {
        try credentials(where: hasName(name))
    }

    public func credentials(of id: UserID) throws -> Credentials? {
        try credentials(where: "user_account.id = \(id)")
    }

    private func credentials(where condition: SQL) throws -> Credentials? {
        try transaction.row(
            """
            SELECT \(Self.columns), hash, key_id
            FROM user_account LEFT JOIN password ON password.user_id = user_account.id WHERE \(condition)
            """
        ).map(credentials)
    }

    private func credentials(_ row: Row) throws -> Credentials {
        let user = try User(row)
        return Credentials(
            user: user, password: try row.isNull("hash") ? nil : transaction.passwordHash(of: user.id, in: row))
    }
}
