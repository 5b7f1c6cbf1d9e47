/// A one-time code as typed: a string of digits, leading zeros kept.
public struct OneTimeCode: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    let digits: String

    /// Reads what a person typed, pasted or was told. Spaces of any kind, characters that nobody sees, and hyphens between digits
    /// (`123-456`, as it is read out) do not count. The digits of every script are read by their value: the same code, from another
    /// keyboard. Anything else, or another number of digits, is refused.
    public init?(typed text: String, digits count: Int = 6) {
        guard text.utf8.count <= 64 else { return nil }
        let written = text.removingUnseen.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard let first = written.first, let last = written.last, !Self.isHyphen(first), !Self.isHyphen(last) else {
            return nil
        }
        let values = written.filter { !Self.isHyphen($0) }.map(Self.value)
        let read = values.compactMap(\.self)
        guard read.count == values.count, read.count == count else { return nil }
        digits = read.map(String.init).joined()
    }

    /// How many digits an authenticator may show.
    public static let possibleDigits = 6...8

    /// Whether somebody typed a code at all, of whatever authenticator.
    public static func isTyped(_ text: String) -> Bool {
        possibleDigits.contains { OneTimeCode(typed: text, digits: $0) != nil }
    }

    /// Lends the digits for the one computation that needs them.
    public func reveal<Result>(_ body: (String) throws -> Result) rethrows -> Result {
        try body(digits)
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

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{2212}"
    }

    /// The value of a decimal digit; a superscript or a number of Rome is none.
    private static func value(_ scalar: Unicode.Scalar) -> Int? {
        guard scalar.properties.numericType == .decimal else { return nil }
        return scalar.properties.numericValue.map { Int($0) }
    }
}
