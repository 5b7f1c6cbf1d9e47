import Domain

extension Transaction {
    public var signingKeys: SigningKeys { SigningKeys(transaction: self) }
}

/// Keys that sign tokens: table `signing_key`. Private parts are sealed, and opened for the one key that signs.
public struct SigningKeys {
    let transaction: Transaction

    /// All there ever were, but those that were withdrawn; of each algorithm the oldest first.
    public func list() throws -> [ScheduledKey] {
        try rows(where: "1 = 1").map(ScheduledKey.init)
    }

    /// The key with which to sign at this moment. - Returns: nil while there is none yet.
    public func signer(_ algorithm: SigningAlgorithm) throws -> SigningKey? {
        let rows = try rows(where: "algorithm = \(algorithm.rawValue) AND private_key IS NOT NULL")
        guard let signer = try rows.map(ScheduledKey.init).signer(algorithm, at: transaction.now)?.publicKey,
            let row = try rows.first(where: { try $0.text("kid") == signer.id })
        else { return nil }
        return try transaction.keyStore().signingKeys.key(of: signer) {
            try SigningKey(algorithm, transaction.open(.signingKey, of: signer.id, in: row))
        }
    }

    /// Publishes a key now, which signs from a moment on.
    /// - Parameter predecessor: which it takes over from then; nil for the first of its algorithm.
    /// - Returns: false when there is one already, since somebody else was sooner.
    public func add(_ key: SigningKey, from signsAt: Timestamp, after predecessor: ScheduledKey?) throws -> Bool {
        if let predecessor, try !retire(predecessor, at: signsAt) { return false }
        let sealed = try transaction.seal(key.privatePart, in: .signingKey, of: key.id)
        return try transaction.changes(
            """
            INSERT INTO signing_key (kid, algorithm, public_key, private_key, key_id, published_at, signs_at)
            VALUES (\(key.id), \(key.algorithm.rawValue), \(key.publicKey.bytes), \(sealed.box), \(sealed.keyID),
                \(transaction.now), \(signsAt))
            ON CONFLICT DO NOTHING RETURNING kid
            """)
    }

    private func retire(_ key: ScheduledKey, at time: Timestamp) throws -> Bool {
        try transaction.changes(
            """
            UPDATE signing_key SET retired_at = \(time) WHERE kid = \(key.publicKey.id) AND retired_at IS NULL
            RETURNING kid
            """)
    }

    /// Erases the private parts of the keys that have signed for the last time. - Returns: their ids.
    public func eraseRetired() throws -> [String] {
        try transaction.rows(
            """
            UPDATE signing_key SET private_key = NULL, key_id = NULL
            WHERE retired_at <= \(transaction.now) AND private_key IS NOT NULL RETURNING kid
            """
        ).map { try $0.text("kid") }
    }

    /// Takes every key away: none signs, is published, or is believed any more. - Returns: their ids.
    public func withdrawAll() throws -> [String] {
        try transaction.rows("DELETE FROM signing_key RETURNING kid").map { try $0.text("kid") }
    }

    private func rows(where condition: SQL) throws -> [Row] {
        try transaction.rows(
            """
            SELECT kid, algorithm, public_key, private_key, key_id, published_at, signs_at, retired_at FROM signing_key
            WHERE \(condition) ORDER BY algorithm, signs_at, kid
            """)
    }
}

extension ScheduledKey {
    fileprivate init(_ row: Row) throws {
        let publicKey = try PublicKey(row.word("algorithm"), bytes: row.bytes("public_key"))
        guard publicKey.id == (try row.text("kid")) else { throw Row.Mismatch(column: "kid") }
        self.init(
            publicKey: publicKey, publishedAt: try row.time("published_at"), signsAt: try row.time("signs_at"),
            retiredAt: try row.optionalTime("retired_at"), canSign: try !row.isNull("private_key"))
    }
}
