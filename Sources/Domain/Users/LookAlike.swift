import Foundation

/// Whether two names look the same though they are written otherwise: `аnna` with a Cyrillic `а` and `anna`.
public enum LookAlike {
    /// What a text looks like: equal for texts of the same shapes (UTS #39 §4, for the letters of Latin, Cyrillic and Greek, the
    /// digits 0 and 1, and upper and lower case). Never shown to anybody.
    public static func skeleton(_ text: String) -> String {
        let decomposed = text.removingUnseen.decomposedStringWithCompatibilityMapping.unicodeScalars
        let shapes = decomposed.map { Self.shapes[$0] ?? $0 }
        return String(String.UnicodeScalarView(shapes)).lowercased().decomposedStringWithCanonicalMapping
    }

    /// Letters and digits, and what they are drawn like. Those of Cyrillic, Greek and Latin that Unicode's table of confusable
    /// characters (UTS #39, confusables.txt) takes for one letter of ASCII, and a few small ones that a hurried reader does.
    private static let shapes: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs = [
            // Cyrillic
            ("авгеорсухіјѕһԁԛԝѵӏкүьпт", "abreopcyxijshdqwvlkybnt"),
            ("АВЕЗНКМОРСТУХІЈЅԚԜѴӀҮЬ", "ABE3HKMOPCTYXlJSQWVlYb"),
            // Greek
            ("αγικνορςσυϳητ", "ayikvopcoujnt"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧͿ", "ABEZHlKMNOPTYXJ"),
            // Latin
            ("ıɑɡɩȷ", "iagij"), ("I|10", "lllO"),
        ]
        return Dictionary(
            pairs.flatMap { zip($0.0.unicodeScalars, $0.1.unicodeScalars) }, uniquingKeysWith: { first, _ in first })
    }()
}
