import Domain

/// Where a PostgreSQL database is and how to reach it, as libpq understands it. It can hold a password and prints nothing.
public struct PostgresAddress: Sendable, CustomStringConvertible, CustomReflectable {
    private let text: String
    /// For who would not write it into the address: asked for each new connection, since it may have changed.
    public var password: (@Sendable () -> String?)?

    /// - Parameter text: `postgres://user@host:port,host:port/database?sslmode=verify-full&target_session_attrs=read-write`.
    public init?(_ text: String) {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), PostgresConnection.isReadable(text)
        else { return nil }
        self.text = text
    }

    /// In this order: what comes later wins. The address may say otherwise where it stands before it.
    var parameters: [(keyword: String, value: String)] {
        [
            ("connect_timeout", "2"), ("fallback_application_name", "gatehouse"), ("keepalives_idle", "10"),
            ("keepalives_interval", "2"), ("keepalives_count", "3"), ("tcp_user_timeout", "5000"),
            ("dbname", text), ("client_encoding", "UTF8"),
        ] + (password?().map { [("password", $0)] } ?? [])
    }

    public var description: String { "(PostgreSQL address)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
