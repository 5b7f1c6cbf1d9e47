import Domain

extension Transaction {
    public var sealedColumns: SealedColumns { SealedColumns(transaction: self) }
}

/// Every sealed value, wherever it is: for sealing them anew under another key.
public struct SealedColumns {
    /// How many values one transaction seals anew, so that other writers wait for milliseconds only.
    public static let batchSize = 100

    let transaction: Transaction

    /// Seals up to ``batchSize`` values anew that are not under the keyring's current key. - Returns: how many it were.
    public func reseal(with keyring: Keyring) throws -> Int {
        try resealPasswords(keyring) + resealAuthenticators(keyring) + resealEnrolments(keyring)
    }

    /// How many values are not under this key.
    public func countNot(under keyID: String) throws -> Int {
        let row = try transaction.row(
            """
            SELECT (SELECT count(*) FROM password WHERE key_id <> \(keyID))
                + (SELECT count(*) FROM totp WHERE key_id <> \(keyID))
                + (SELECT count(*) FROM totp_enrolment WHERE key_id <> \(keyID)) AS total
            """)
        return Int(try row?.integer("total") ?? 0)
    }

    /// Opens a password's hash that is under the current key, if there is one: the key is the one that the database was sealed with.
    public func openOne(with keyring: Keyring) throws {
        let row = try transaction.row(
            "SELECT user_id, hash AS box, key_id FROM password WHERE key_id = \(keyring.currentID) LIMIT 1")
        guard let row else { return try openOld(with: keyring) }
        try open(row, with: keyring)
    }

    /// Right after a rotation nothing is under the current key yet.
    private func openOld(with keyring: Keyring) throws {
        let row = try transaction.row("SELECT user_id, hash AS box, key_id FROM password LIMIT 1")
        if let row { try open(row, with: keyring) }
    }

    private func open(_ row: Row, with keyring: Keyring) throws {
        let sealed = Sealed(keyID: try row.text("key_id"), box: try row.bytes("box"))
        _ = try keyring.open(sealed, at: Passwords.place(of: try row.identifier("user_id")))
    }

    private func resealPasswords(_ keyring: Keyring) throws -> Int {
        let rows = try transaction.rows(
            """
            SELECT user_id AS id, hash AS box, key_id FROM password WHERE key_id <> \(keyring.currentID)
            LIMIT \(Self.batchSize)
            """)
        for row in rows {
            let user: UserID = try row.identifier("id")
            let sealed = try anew(row, at: Passwords.place(of: user), with: keyring)
            try transaction.run(
                "UPDATE password SET hash = \(sealed.box), key_id = \(sealed.keyID) WHERE user_id = \(user)")
        }
        return rows.count
    }

    private func resealAuthenticators(_ keyring: Keyring) throws -> Int {
        let rows = try transaction.rows(
            """
            SELECT id, secret AS box, key_id FROM totp WHERE key_id <> \(keyring.currentID) LIMIT \(Self.batchSize)
            """)
        for row in rows {
            let id: Identifier<TOTP> = try row.identifier("id")
            let sealed = try anew(row, at: Authenticators.place(of: id), with: keyring)
            try transaction.run("UPDATE totp SET secret = \(sealed.box), key_id = \(sealed.keyID) WHERE id = \(id)")
        }
        return rows.count
    }

    private func resealEnrolments(_ keyring: Keyring) throws -> Int {
        let rows = try transaction.rows(
            """
            SELECT session_id AS id, secret AS box, key_id FROM totp_enrolment WHERE key_id <> \(keyring.currentID)
            LIMIT \(Self.batchSize)
            """)
        for row in rows {
            let id: SessionID = try row.identifier("id")
            let sealed = try anew(row, at: Enrolments.place(of: id), with: keyring)
            try transaction.run(
                "UPDATE totp_enrolment SET secret = \(sealed.box), key_id = \(sealed.keyID) WHERE session_id = \(id)")
        }
        return rows.count
    }

    private func anew(_ row: Row, at place: SealedPlace, with keyring: Keyring) throws -> Sealed {
        let sealed = Sealed(keyID: try row.text("key_id"), box: try row.bytes("box"))
        return try keyring.seal(try keyring.open(sealed, at: place), at: place, random: transaction.random)
    }
}
