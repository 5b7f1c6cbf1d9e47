/// A table as it is, whatever it means: for looking through all of them and for moving an installation.
struct StoredTable: Sendable {
    let name: String
    /// Of the primary key, in its order.
    let key: [String]

    /// Every table with what the product knows, each after those that it refers to. A test compares them with the schema.
    static let all = [
        StoredTable("user_account", ["id"]), StoredTable("user_word", ["word", "user_id"]),
        StoredTable("former_name", ["user_id", "name_key"]), StoredTable("name_folding", ["id"]),
        StoredTable("password", ["user_id"]), StoredTable("password_reset", ["user_id"]),
        StoredTable("session", ["id"]), StoredTable("sign_in", ["token_digest"]),
        StoredTable("sign_in_proof", ["token_digest", "proof"]),
        StoredTable("known_browser", ["user_id", "token_digest"]), StoredTable("authenticator", ["id"]),
        StoredTable("totp", ["id"]), StoredTable("totp_enrolment", ["session_id"]),
        StoredTable("guessing", ["account", "source"]),
        StoredTable("activity", ["id"]), StoredTable("activity_tally", ["scope", "action", "subject"]),
        StoredTable("setup", ["id"]), StoredTable("security_policy", ["id"]), StoredTable("signing_key", ["kid"]),
    ]

    private init(_ name: String, _ key: [String]) {
        self.name = name
        self.key = key
    }
}
