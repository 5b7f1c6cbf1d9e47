import Domain

/// What PostgreSQL refused. Its texts are not kept: they can hold values.
public struct PostgresFault: KnownFault, Equatable {
    /// SQLSTATE, five characters; nil when the connection is lost or did not answer in time.
    public let state: String?

    static let lost = PostgresFault(state: nil)

    public var code: String { state ?? "connection lost" }

    /// The role has no right to it.
    var isForbidden: Bool { state == "42501" }

    /// The server takes no changes.
    var isReadOnly: Bool { state == "25006" }

    /// What is in the way, where that is the database and not the statement.
    var reason: String? {
        switch state ?? "" {
        case "25006": "the database only reads"
        case "28000", "28P01": "the database refuses the role or its password (\(code))"
        case "3D000": "the database server has no such database (\(code))"
        case "53100": "the database's disk is full (\(code))"
        case "53300": "the database takes no more connections (\(code))"
        case "57014": "the database takes too long (\(code))"
        case "57P03": "the database is starting or stopping (\(code))"
        case let state where ["53", "58", "XX"].contains(state.prefix(2)): "the database fails (\(code))"
        default: nil
        }
    }

    /// Another connection may do it: this one is lost, or is no longer one to a server that takes changes.
    var isOfConnection: Bool {
        guard let state else { return true }
        return state.hasPrefix("08") || state.hasPrefix("57P") || ["25006", "25P03", "26000", "0A000"].contains(state)
    }
}
