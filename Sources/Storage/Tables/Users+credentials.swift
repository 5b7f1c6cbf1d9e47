import Domain

/// A user, and what the first step needs to know of them.
public struct Credentials: Sendable {
    public var user: User
    /// The sealed hash; nil before the user has set a password.
    public var password: Sealed?
    public var hasTwoFactor: Bool
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
            SELECT \(Self.columns), hash, key_id,
                EXISTS (SELECT 1 FROM totp WHERE totp.user_id = user_account.id) AS has_totp
            FROM user_account LEFT JOIN password ON password.user_id = user_account.id WHERE \(condition)
            """
        ).map(Credentials.init)
    }
}

extension Credentials {
    fileprivate init(_ row: Row) throws {
        user = try User(row)
        password = try row.isNull("hash") ? nil : Sealed(keyID: row.text("key_id"), box: row.bytes("hash"))
        hasTwoFactor = try row.integer("has_totp") != 0
    }
}
