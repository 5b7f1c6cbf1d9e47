/// A field that somebody may change of a user. The raw value is stored.
public enum UserField: String, Sendable, CaseIterable {
    case displayName = "display-name"
    case email, language
}
