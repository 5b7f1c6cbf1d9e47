import Foundation

/// A password as it is hashed: the bytes of its NFC form.
///
/// NFC is the one change made to what was typed (NIST SP 800-63B-4 §3.1.1.2): keyboards differ in how they compose accents.
public struct Password: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Bytes; more is refused before any hashing.
    public static let longest = 1000

    let text: String

    /// A text far over the limit is kept as it is: composing it takes long, and it is refused anyway.
    public init(typed text: String) {
        self.text = text.utf8.count > 4 * Self.longest ? text : text.precomposedStringWithCanonicalMapping
    }

    public var isEmpty: Bool { text.isEmpty }

    public var isTooLong: Bool { text.utf8.count > Self.longest }

    /// Code points, as NIST counts: a family emoji is several.
    var length: Int { text.unicodeScalars.count }

    /// Compared in constant time.
    public static func == (left: Self, right: Self) -> Bool {
        constantTimeEqual(Array(left.text.utf8), Array(right.text.utf8))
    }

    public var description: String { "(password)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
