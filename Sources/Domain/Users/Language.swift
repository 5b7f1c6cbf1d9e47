/// A language of the interface and of the user guide.
public enum Language: String, CaseIterable, Sendable, Codable {
    case english = "en"
    case hungarian = "hu"

    /// The language's own name, as it stands in the language choice.
    public var endonym: String {
        switch self {
        case .english: "English"
        case .hungarian: "Magyar"
        }
    }
}
