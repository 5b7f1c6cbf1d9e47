import Domain

extension Transaction {
    public var clientSecrets: ClientSecrets { ClientSecrets(transaction: self) }
}

/// What applications show to say who they are: table `application_secret`. One that has ended has no row.
public struct ClientSecrets {
    let transaction: Transaction

    /// The oldest first.
    public func list(of application: ApplicationID) throws -> [StoredClientSecret] {
        try transaction.rows(
            "SELECT id, digest, made_at FROM application_secret WHERE application_id = \(application) ORDER BY made_at, id"
        ).map(StoredClientSecret.init)
    }

    /// Whose secret this is; nil when it has ended.
    public func owner(of id: ClientSecretID) throws -> ApplicationID? {
        try transaction.row("SELECT application_id FROM application_secret WHERE id = \(id)")?.identifier(
            "application_id")
    }

    /// - Returns: false when the application has ``ClientSecret/most`` already, or this one.
    public func add(_ secret: StoredClientSecret, to application: ApplicationID) throws -> Bool {
        try transaction.changes(
            """
            INSERT INTO application_secret (id, application_id, digest, made_at)
            SELECT \(secret.id), \(application), \(secret.digest.bytes), \(secret.madeAt)
            WHERE (SELECT count(*) FROM application_secret WHERE application_id = \(application)) < \(ClientSecret.most)
            ON CONFLICT (application_id, digest) DO NOTHING RETURNING id
            """)
    }

    /// - Returns: false when it has ended already.
    public func end(_ id: ClientSecretID) throws -> Bool {
        try transaction.changes("DELETE FROM application_secret WHERE id = \(id) RETURNING id")
    }
}

extension StoredClientSecret {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), digest: ClientSecretDigest(bytes: try row.bytes("digest")),
            madeAt: try row.time("made_at"))
    }
}
