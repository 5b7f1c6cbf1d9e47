/// What an application wants its user to be asked (OpenID Connect Core §3.1.2.1). The raw value is that of `prompt`, and is stored.
public enum Prompt: String, CaseIterable, Sendable {
    /// Nothing: answer at once, or say what would have to be asked.
    case none
    /// Prove all factors again, whoever is signed in.
    case login
    case consent
    /// Whether it is to be whoever is signed in.
    case selectAccount = "select_account"
}

/// How an answer gets back (OAuth 2.0 Multiple Response Types §2.1, Form Post §2). The raw value is stored.
public enum ResponseMode: String, CaseIterable, Sendable {
    case query
    case formPost = "form_post"
}

/// What is known of a user beyond their id, and asked for by name (OpenID Connect Core §5.1). The raw value is that of the claim, and is stored.
public enum UserClaim: String, CaseIterable, Sendable, Comparable {
    case name
    case preferredUsername = "preferred_username"
    case locale
    case email
    case emailVerified = "email_verified"

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The scope that asks for it too (§5.4).
    public var scope: Scope {
        switch self {
        case .name, .preferredUsername, .locale: .profile
        case .email, .emailVerified: .email
        }
    }
}
