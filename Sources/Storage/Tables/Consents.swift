import Domain

extension Transaction {
    public var consents: Consents { Consents(transaction: self) }
}

/// What people have agreed to: table `consent`.
public struct Consents {
    let transaction: Transaction

    /// Adds to what was agreed to before.
    public func give(_ scopes: Set<Scope>, to application: ApplicationID, by user: UserID) throws {
        let all = try given(to: application, by: user).union(scopes).sorted().words
        try transaction.run(
            """
            INSERT INTO consent (user_id, application_id, scopes, given_at)
            VALUES (\(user), \(application), \(all), \(transaction.now))
            ON CONFLICT (user_id, application_id) DO UPDATE SET scopes = excluded.scopes, given_at = excluded.given_at
            """)
    }

    public func given(to application: ApplicationID, by user: UserID) throws -> Set<Scope> {
        let row = try transaction.row(
            "SELECT scopes FROM consent WHERE user_id = \(user) AND application_id = \(application)")
        return Set(try row?.scopes("scopes") ?? [])
    }

    /// - Returns: false when there was none.
    public func withdraw(from application: ApplicationID, by user: UserID) throws -> Bool {
        try transaction.changes(
            "DELETE FROM consent WHERE user_id = \(user) AND application_id = \(application) RETURNING user_id")
    }
}
