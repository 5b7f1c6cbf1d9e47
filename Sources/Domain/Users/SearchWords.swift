import Foundation

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
