import Domain

extension Transaction {
    public var authenticators: Authenticators { Authenticators(transaction: self) }
}

/// Enrolled authenticators: table `authenticator`, with a table for each kind beside it.
public struct Authenticators {
    let transaction: Transaction

    /// Whether a user has two-factor authentication: what `[Authenticator].giveTwoFactor` is for statements.
    /// - Parameter user: the column with the user's id.
    static func exist(for user: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM authenticator WHERE authenticator.user_id = \(user))"
    }

    /// All that a user has, the oldest first.
    public func list(of user: UserID) throws -> [Authenticator] {
        try transaction.rows(
            """
            SELECT id AS authenticator_id, user_id, kind, name AS authenticator_name, enrolled_at, last_used_at, misses,
                disabled_at
            FROM authenticator WHERE user_id = \(user) ORDER BY id
            """
        ).map(Authenticator.init)
    }

    /// Counts a wrong proof, and disables the authenticator when there were too many in a row.
    /// - Returns: whether it is disabled now.
    public func recordMiss(of id: AuthenticatorID) throws -> Bool {
        let row = try transaction.row(
            """
            UPDATE authenticator SET misses = misses + 1,
                disabled_at = CASE WHEN misses + 1 >= \(SecurityPolicies.disableAfter) THEN \(transaction.now) END
            WHERE id = \(id) AND disabled_at IS NULL RETURNING disabled_at
            """)
        return try row?.isNull("disabled_at") == false
    }

    /// Erases it, with its key.
    public func delete(_ id: AuthenticatorID) throws {
        try transaction.run("DELETE FROM authenticator WHERE id = \(id)")
    }

    /// Erases all of a user's, with their keys. - Returns: false when there was none.
    public func deleteAll(of user: UserID) throws -> Bool {
        try transaction.changes("DELETE FROM authenticator WHERE user_id = \(user) RETURNING id")
    }

    /// - Returns: false when the user has one of this kind already.
    func add(_ authenticator: Authenticator) throws -> Bool {
        try transaction.changes(
            """
            INSERT INTO authenticator (id, user_id, kind, name, enrolled_at, misses)
            SELECT \(authenticator.id), \(authenticator.userID), \(authenticator.kind.rawValue), \(authenticator.name),
                \(authenticator.enrolledAt), 0
            WHERE NOT EXISTS (SELECT 1 FROM authenticator
                WHERE user_id = \(authenticator.userID) AND kind = \(authenticator.kind.rawValue))
            RETURNING id
            """)
    }

    func recordUse(of id: AuthenticatorID) throws {
        try transaction.run(
            "UPDATE authenticator SET misses = 0, last_used_at = \(transaction.now) WHERE id = \(id)")
    }
}

extension Authenticator {
    init(_ row: Row) throws {
        self.init(
            id: try row.identifier("authenticator_id"), userID: try row.identifier("user_id"),
            kind: try row.word("kind"), name: try row.text("authenticator_name"),
            enrolledAt: try row.time("enrolled_at"), lastUsedAt: try row.optionalTime("last_used_at"),
            misses: Int(try row.integer("misses")), disabledAt: try row.optionalTime("disabled_at"))
    }
}
