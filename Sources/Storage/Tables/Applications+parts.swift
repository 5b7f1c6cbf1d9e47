import Domain

/// What an application has several of: tables `application_redirect`, `application_scope`, `application_grant`, `application_address`.
extension Applications {
    /// One statement for all of them.
    func parts(where condition: SQL) throws -> ApplicationParts {
        let rows = try transaction.rows(
            """
            SELECT application_id, kind, uri AS value FROM application_redirect WHERE \(condition)
            UNION ALL SELECT application_id, 'scope', scope FROM application_scope WHERE \(condition)
            UNION ALL SELECT application_id, 'grant-type', grant_type FROM application_grant WHERE \(condition)
            UNION ALL SELECT application_id, 'address', address_range FROM application_address WHERE \(condition)
            ORDER BY value
            """)
        return try ApplicationParts(rows)
    }

    func addParts(of application: Application) throws {
        let id = application.id
        let details = application.details
        for address in details.redirects { try add(address.text, .redirect, to: id) }
        for address in details.postLogout { try add(address.text, .postLogout, to: id) }
        for origin in details.origins { try add(origin.text, .origin, to: id) }
        for scope in details.scopes {
            try transaction.run("INSERT INTO application_scope (application_id, scope) VALUES (\(id), \(scope.text))")
        }
        for type in details.grantTypes {
            try transaction.run(
                "INSERT INTO application_grant (application_id, grant_type) VALUES (\(id), \(type.rawValue))")
        }
        for range in details.policy.addresses {
            try transaction.run(
                "INSERT INTO application_address (application_id, address_range) VALUES (\(id), \(range.description))")
        }
    }

    private func add(_ uri: String, _ kind: ApplicationPart, to id: ApplicationID) throws {
        try transaction.run(
            "INSERT INTO application_redirect (application_id, kind, uri) VALUES (\(id), \(kind.rawValue), \(uri))")
    }

    func deleteParts(of id: ApplicationID) throws {
        try transaction.run("DELETE FROM application_redirect WHERE application_id = \(id)")
        try transaction.run("DELETE FROM application_scope WHERE application_id = \(id)")
        try transaction.run("DELETE FROM application_grant WHERE application_id = \(id)")
        try transaction.run("DELETE FROM application_address WHERE application_id = \(id)")
    }
}

/// The raw values of the first three are stored.
enum ApplicationPart: String {
    case redirect
    case postLogout = "post-logout"
    case origin
    case scope
    case grantType = "grant-type"
    case address
}

/// What some applications have several of. A word or an address that this program would not store throws.
struct ApplicationParts {
    private struct Key: Hashable {
        let application: String
        let part: ApplicationPart
    }

    private var values: [Key: [String]] = [:]

    init(_ rows: [Row]) throws {
        for row in rows {
            let key = Key(application: try row.text("application_id"), part: try row.word("kind"))
            values[key, default: []].append(try row.text("value"))
        }
    }

    func addresses(_ part: ApplicationPart, of id: ApplicationID) throws -> [RedirectAddress] {
        try read(part, of: id) { RedirectAddress($0) }
    }

    func origins(of id: ApplicationID) throws -> [WebOrigin] { try read(.origin, of: id) { WebOrigin($0) } }

    func scopes(of id: ApplicationID) throws -> [Scope] { try read(.scope, of: id) { Scope($0) } }

    func grantTypes(of id: ApplicationID) throws -> Set<GrantType> {
        Set(try read(.grantType, of: id) { GrantType(rawValue: $0) })
    }

    func ranges(of id: ApplicationID) throws -> [AddressRange] { try read(.address, of: id) { AddressRange($0) } }

    private func read<Value>(_ part: ApplicationPart, of id: ApplicationID, _ read: (String) -> Value?) throws
        -> [Value]
    {
        try (values[Key(application: id.text, part: part)] ?? []).map { text in
            guard let value = read(text) else { throw Row.Mismatch(column: part.rawValue) }
            return value
        }
    }
}
