/// A one-time code as typed: a string of digits, leading zeros kept.
public struct OneTimeCode: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    let digits: String

    /// Reads what a person typed. Spaces (also the no-break kind that pasting brings) are stripped; anything but the digits
    /// 0–9, or another number of them, is refused: full-width and Arabic digits are not the same code.
    public init?(typed text: String, digits count: Int = 6) {
        guard text.utf8.count <= 64 else { return nil }
        let stripped = text.filter { !$0.isWhitespace }
        guard stripped.utf8.count == count, stripped.utf8.allSatisfy(Self.isDigit) else { return nil }
        digits = stripped
    }

    init(computed digits: String) {
        self.digits = digits
    }

    /// Compared in constant time.
    public static func == (left: Self, right: Self) -> Bool {
        constantTimeEqual(Array(left.digits.utf8), Array(right.digits.utf8))
    }

    public var description: String { "(code)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
