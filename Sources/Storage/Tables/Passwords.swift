import Domain

extension Transaction {
    public var passwords: Passwords { Passwords(transaction: self) }
}

/// Password hashes, kept sealed: table `password`.
public struct Passwords {
    let transaction: Transaction

    public func exists(for user: UserID) throws -> Bool {
        try transaction.row("SELECT user_id FROM password WHERE user_id = \(user)") != nil
    }

    public func find(for user: UserID) throws -> PasswordHash? {
        try transaction.row("SELECT hash, key_id FROM password WHERE user_id = \(user)").map {
            try transaction.passwordHash(of: user, in: $0)
        }
    }

    public func set(_ hash: PasswordHash, for user: UserID) throws {
        let hash = try seal(hash, of: user)
        try transaction.run(
            """
            INSERT INTO password (user_id, hash, key_id, changed_at)
            VALUES (\(user), \(hash.box), \(hash.keyID), \(transaction.now))
            ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, key_id = excluded.key_id,
                changed_at = excluded.changed_at
            """)
    }

    /// Stores the same password hashed at another cost.
    public func renew(_ hash: PasswordHash, for user: UserID) throws {
        let hash = try seal(hash, of: user)
        try transaction.run(
            "UPDATE password SET hash = \(hash.box), key_id = \(hash.keyID) WHERE user_id = \(user)")
    }

    private func seal(_ hash: PasswordHash, of user: UserID) throws -> Sealed {
        try transaction.seal(hash.secret, in: .passwordHash, of: user.text)
    }

    public func delete(for user: UserID) throws {
        try transaction.run("DELETE FROM password WHERE user_id = \(user)")
    }
}

extension Transaction {
    /// - Parameter row: with the columns `hash` and `key_id`.
    func passwordHash(of user: UserID, in row: Row) throws -> PasswordHash {
        PasswordHash(unsealed: try open(.passwordHash, of: user.text, in: row))
    }
}
