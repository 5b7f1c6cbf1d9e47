import Foundation

/// A password as it is hashed: the bytes of its NFC form.
///
/// NFC is the one change made to what was typed (NIST SP 800-63B-4 §3.1.1.2): keyboards differ in how they compose accents.
public struct Password: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Bytes; more is refused before any hashing.
    public static let longest = 1000

    private let bytes: Secret

    /// A text far over the limit is kept as it is: composing it takes long, and it is refused anyway.
    public init(typed text: String) {
        bytes = Secret(text.utf8.count > 4 * Self.longest ? text : text.precomposedStringWithCanonicalMapping)
    }

    public var isEmpty: Bool { bytes.count == 0 }

    public var isTooLong: Bool { bytes.count > Self.longest }

    /// Code points, as NIST counts: a family emoji is several.
    var length: Int { text.unicodeScalars.count }

    /// For the rules alone, which compare words: this copy is not wiped.
    var text: String { reveal { String(decoding: $0, as: UTF8.self) } }

    /// Lends the bytes that are hashed; they may not be kept.
    package func reveal<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try bytes.reveal(body)
    }

    public var description: String { "(password)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
