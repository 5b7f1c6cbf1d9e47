/// The fields of an application's form; those that its template does not have, or that this form leaves out, are nil.
struct ApplicationFields: Sendable {
    var name: Field
    var home: Field?
    var ownership: ChoiceField?
    var redirects: LinesField?
    /// What stands in the lines of a gate are the addresses of its sites.
    var gates: LinesField?
    var postLogout: LinesField?
    var logoutMessages: Field?
    var origins: LinesField?
    var admission: ChoiceField?
    var level: ChoiceField?
    var maximumAge: Field?
    var addresses: LinesField?
    var scopes: LinesField?
    var refresh: ChoiceField?
    var pkce: ChoiceField?
    var algorithm: ChoiceField?
    var window: ChoiceField?
    /// Whether there is anything about who may sign in, and anything about the protocol.
    var hasPolicy: Bool
    var hasProtocol: Bool
    /// Whether the cursor begins in the name.
    var startsInName = false
}

/// Several lines that were typed, and what is wrong with them, a sentence each.
struct LinesField: Sendable {
    var text: String
    var errors: [String] = []
    var rows: Int
    /// How such a line looks.
    var example: String
}

/// One of a few, and what is wrong with it.
struct ChoiceField: Sendable {
    var choices: [Choice]
    var error: String?
}
