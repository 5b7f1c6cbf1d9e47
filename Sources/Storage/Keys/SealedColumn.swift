import Domain

/// A column whose values are sealed, each bound to its row; beside it stands `key_id`, which names the key.
struct SealedColumn: Sendable, Equatable {
    let table: String
    let column: String
    /// The table's primary key.
    let key: String

    static let passwordHash = SealedColumn(table: "password", column: "hash", key: "user_id")
    static let totpSecret = SealedColumn(table: "totp", column: "secret", key: "id")
    static let enrolmentSecret = SealedColumn(table: "totp_enrolment", column: "secret", key: "session_id")

    /// Null in the rows of keys that sign no more.
    static let signingKey = SealedColumn(table: "signing_key", column: "private_key", key: "kid")

    /// All there are: what is missing here is not sealed anew. A test compares them with the schema.
    static let all = [passwordHash, totpSecret, enrolmentSecret, signingKey]

    fileprivate func place(_ key: String) -> SealedPlace {
        SealedPlace(table: table, column: column, row: key)
    }
}

/// Secrets are sealed where they are stored, and opened where they are read: nobody above sees the sealed bytes.
extension Transaction {
    /// There is no key file with this database: nothing sealed can be read or written.
    private struct NoKeys: Error {}

    func keyStore() throws -> KeyStore {
        guard let keys else { throw NoKeys() }
        return keys
    }

    func keyring() throws -> Keyring {
        try keyStore().keyring()
    }

    /// - Parameter key: of the row.
    func seal(_ secret: Secret, in column: SealedColumn, of key: String) throws -> Sealed {
        try keyring().seal(secret, at: column.place(key), random: random)
    }

    /// - Parameter name: of the answer's column with the sealed bytes, if it is not the table's own.
    func open(_ column: SealedColumn, of key: String, in row: Row, as name: String? = nil) throws -> Secret {
        let sealed = Sealed(keyID: try row.text("key_id"), box: try row.bytes(name ?? column.column))
        return try keyring().open(sealed, at: column.place(key))
    }
}
