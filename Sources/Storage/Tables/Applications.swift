import Domain

extension Transaction {
    public var applications: Applications { Applications(transaction: self) }
}

/// What one can sign in to: table `application`, with the tables of what it has several of.
public struct Applications {
    let transaction: Transaction

    public func find(_ id: ApplicationID) throws -> Application? {
        try find(where: "id = \(id)")
    }

    public func find(_ clientID: ClientID) throws -> Application? {
        try find(where: "client_id = \(clientID.text)")
    }

    /// Whether an enabled application has pages there.
    public func has(_ origin: WebOrigin) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 FROM application_redirect JOIN application ON application.id = application_redirect.application_id
            WHERE uri = \(origin.text) AND kind = \(ApplicationPart.origin.rawValue) AND disabled_since IS NULL
            """) != nil
    }

    /// All of them, in the order in which they were added.
    public func list() throws -> [Application] {
        let rows = try transaction.rows("SELECT \(Self.columns) FROM application ORDER BY id")
        let parts = try parts(where: "1 = 1")
        return try rows.map { try Application($0, parts) }
    }

    /// - Returns: false when another one has that client id already.
    public func add(_ application: Application) throws -> Bool {
        let details = application.details
        let added = try transaction.changes(
            """
            INSERT INTO application (id, client_id, template, name, ownership, home, logout_messages, pkce, algorithm,
                sign_in_window, admission, level, maximum_age_seconds, created_at, declared_at, disabled_since)
            VALUES (\(application.id), \(application.clientID.text), \(application.template.rawValue), \(details.name),
                \(details.ownership.rawValue), \(details.home?.text), \(details.logoutMessages?.text),
                \(details.pkce.rawValue), \(details.algorithm.rawValue), \(details.window.rawValue),
                \(details.policy.admission.rawValue), \(details.policy.level.rawValue),
                \(details.policy.maximumAge?.wholeSeconds), \(application.createdAt), \(application.declaredAt),
                \(application.disabledSince))
            ON CONFLICT (client_id) DO NOTHING RETURNING id
            """)
        if added { try addParts(of: application) }
        return added
    }

    /// Stores everything but the id, the client id and when it was added.
    public func update(_ application: Application) throws {
        let details = application.details
        try transaction.run(
            """
            UPDATE application SET template = \(application.template.rawValue), name = \(details.name),
                ownership = \(details.ownership.rawValue), home = \(details.home?.text),
                logout_messages = \(details.logoutMessages?.text), pkce = \(details.pkce.rawValue),
                algorithm = \(details.algorithm.rawValue), sign_in_window = \(details.window.rawValue),
                admission = \(details.policy.admission.rawValue), level = \(details.policy.level.rawValue),
                maximum_age_seconds = \(details.policy.maximumAge?.wholeSeconds),
                declared_at = \(application.declaredAt), disabled_since = \(application.disabledSince)
            WHERE id = \(application.id)
            """)
        try deleteParts(of: application.id)
        try addParts(of: application)
    }

    /// - Returns: false when it is disabled already, or gone.
    public func disable(_ id: ApplicationID) throws -> Bool {
        try transaction.changes(
            """
            UPDATE application SET disabled_since = \(transaction.now)
            WHERE id = \(id) AND disabled_since IS NULL RETURNING id
            """)
    }

    /// - Returns: false when it is enabled already, or gone.
    public func enable(_ id: ApplicationID) throws -> Bool {
        try transaction.changes(
            "UPDATE application SET disabled_since = NULL WHERE id = \(id) AND disabled_since IS NOT NULL RETURNING id")
    }

    /// With all that hangs on it. - Returns: false when it is gone already.
    public func delete(_ id: ApplicationID) throws -> Bool {
        try transaction.changes("DELETE FROM application WHERE id = \(id) RETURNING id")
    }

    private func find(where condition: SQL) throws -> Application? {
        guard let row = try transaction.row("SELECT \(Self.columns) FROM application WHERE \(condition)") else {
            return nil
        }
        return try Application(row, parts(where: "application_id = \(try row.text("id"))"))
    }

    private static let columns: SQL = """
        id, client_id, template, name, ownership, home, logout_messages, pkce, algorithm, sign_in_window, admission,
        level, maximum_age_seconds, created_at, declared_at, disabled_since
        """
}

extension Application {
    fileprivate init(_ row: Row, _ parts: ApplicationParts) throws {
        let id: ApplicationID = try row.identifier("id")
        self.init(
            id: id, clientID: ClientID(stored: try row.text("client_id")), template: try row.word("template"),
            details: ApplicationDetails(
                name: try row.text("name"), ownership: try row.word("ownership"),
                redirects: try parts.addresses(.redirect, of: id), postLogout: try parts.addresses(.postLogout, of: id),
                logoutMessages: try row.optionalAddress("logout_messages"), origins: try parts.origins(of: id),
                home: try row.optionalAddress("home"), scopes: try parts.scopes(of: id),
                grantTypes: try parts.grantTypes(of: id), pkce: try row.word("pkce"),
                algorithm: try row.word("algorithm"), window: try row.word("sign_in_window"),
                policy: ApplicationPolicy(
                    admission: try row.word("admission"), level: try row.word("level"),
                    maximumAge: try row.optionalSeconds("maximum_age_seconds"), addresses: try parts.ranges(of: id))),
            createdAt: try row.time("created_at"), declaredAt: try row.optionalTime("declared_at"),
            disabledSince: try row.optionalTime("disabled_since"))
    }
}

extension Row {
    fileprivate func optionalAddress(_ column: String) throws -> RedirectAddress? {
        if try isNull(column) { return nil }
        guard let address = RedirectAddress(try text(column)) else { throw Mismatch(column: column) }
        return address
    }

    fileprivate func optionalSeconds(_ column: String) throws -> Span? {
        try isNull(column) ? nil : .seconds(Int(try integer(column)))
    }
}
