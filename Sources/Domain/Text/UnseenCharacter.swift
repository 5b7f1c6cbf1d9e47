/// A character that nobody sees, by what it does to those around it.
///
/// The one rule about them, whatever the field. They are taken off around a text, and anywhere in what is only compared: codes,
/// e-mail addresses, searches, tokens, a name typed to sign in. They are kept where a script or an emoji is written with them. Inside
/// what others read they are refused by name. Passwords alone are left as they are (NIST SP 800-63B-4 §3.1.1.2).
public enum UnseenCharacter: String, CaseIterable, Sendable {
    /// Turns the order in which a text is read (UAX #9), and that of the sentence around it.
    case direction
    /// Joins or parts letters, or chooses their shape, where no script asks for it.
    case joiner
    /// Ends a line, or is a control code.
    case control
    /// Drawn as nothing, such as the zero-width space.
    case empty

    /// Nil for what is seen, and for spaces.
    init?(_ scalar: Unicode.Scalar) {
        guard let kind = scalar.isASCII ? Self.inASCII(scalar) : Self.beyondASCII(scalar) else { return nil }
        self = kind
    }

    private static func inASCII(_ scalar: Unicode.Scalar) -> Self? {
        scalar.value < 0x20 || scalar.value == 0x7F ? .control : nil
    }

    private static func beyondASCII(_ scalar: Unicode.Scalar) -> Self? {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction
        // Zero-width joiner and non-joiner, variation selectors, and the letters of which some flags are made.
        case 0x180B...0x180F, 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: .joiner
        // Braille without a dot. It counts as a symbol.
        case 0x2800: .empty
        // Format characters that are drawn: Arabic number signs, and their like in Syriac and Kaithi.
        case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD: nil
        default: byCategory(scalar.properties)
        }
    }

    private static func byCategory(_ properties: Unicode.Scalar.Properties) -> Self? {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: .control
        case .format: .empty
        default: properties.isDefaultIgnorableCodePoint ? .empty : nil
        }
    }
}
