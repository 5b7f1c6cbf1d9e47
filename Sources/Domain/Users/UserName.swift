import Foundation

/// A user name: as its owner writes it, and the key by which it is unique and looked up.
///
/// Two names with equal keys are the same name: upper and lower case, full-width and composed forms do not differ
/// (Unicode NFKC with case folding, ASVS 6.2.8 does not apply to names; PCI DSS 8.2.1).
public struct UserName: Hashable, Sendable {
    public static let longest = 64
    /// In bytes, as typed.
    public static let longestTyped = 1024
    public let text: String
    public var key: String { Self.fold(text) }

    /// Nil for an empty name, one over 64 code points, and one with control characters, spaces, or a character that is drawn as nothing.
    public init?(_ typed: String) {
        guard typed.utf8.count <= Self.longestTyped else { return nil }
        let text = typed.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespaces)
        guard (1...Self.longest).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy(Self.isAllowed)
        else { return nil }
        self.text = text
    }

    /// Takes a name that the database holds.
    public init(stored text: String) {
        self.text = text
    }

    public static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }

    /// Folds case both ways, because lower-casing alone keeps letters apart that upper-casing joins (`ß`, `ſ`, `İ`).
    static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return text.precomposedStringWithCompatibilityMapping.lowercased().uppercased().lowercased()
            .precomposedStringWithCompatibilityMapping
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}

/// The words by which a user is found: name, display name and e-mail address, in pieces, without case and accents.
public enum SearchWords {
    /// At most 20 distinct words of at most 64 code points each.
    public static func of(_ texts: String...) -> Set<String> {
        Set(texts.flatMap(split).prefix(20))
    }

    /// The words of a search, each of which must begin a word of the user: at most 5.
    public static func ofSearch(_ text: String) -> [String] {
        Array(split(String(text.prefix(200))).prefix(5))
    }

    /// What names are sorted by: without case and accents.
    public static func sortKey(_ text: String) -> String { folded(text) }

    private static func split(_ text: String) -> [String] {
        folded(text).split { !($0.isLetter || $0.isNumber) }.map { String($0.prefix(64)) }
    }

    private static func folded(_ text: String) -> String {
        let decomposed = text.decomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return UserName.fold(String(String.UnicodeScalarView(decomposed)))
    }
}
