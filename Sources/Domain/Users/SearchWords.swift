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
        let decomposed = text.removingUnseen.decomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return UserName.fold(String(String.UnicodeScalarView(decomposed))).unicodeScalars.reduce(into: "") {
            if let plain = plain[$1] { $0 += plain } else { $0.unicodeScalars.append($1) }
        }
    }

    /// Letters that Unicode does not take apart into a letter and its mark, and what people type who do not have them. Lower case;
    /// after the folding of Unicode's CLDR from Latin to ASCII.
    private static let plain: [Unicode.Scalar: String] = [
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ĸ": "k", "ŀ": "l", "ɨ": "i", "ʉ": "u", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ƒ": "f", "ǥ": "g",
        "ɠ": "g", "ƙ": "k", "ƚ": "l", "ɫ": "l", "ɲ": "n", "ƞ": "n", "ɵ": "o", "ɔ": "o", "ƥ": "p", "ʀ": "r", "ƭ": "t",
        "ʈ": "t", "ʋ": "v", "ƴ": "y", "ƶ": "z", "ȥ": "z", "ə": "e", "ɛ": "e", "ǝ": "e", "ⱥ": "a", "ȼ": "c", "ɇ": "e",
        "ɉ": "j", "ɍ": "r", "ɏ": "y", "ⱦ": "t",
    ]
}
