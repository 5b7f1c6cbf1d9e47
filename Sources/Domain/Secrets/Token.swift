import Crypto

/// A bearer secret of 256 random bits, carried by a cookie or a link; the server keeps its ``digest`` only (ASVS 7.2.3).
public struct Token: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    public static let byteCount = 32
    private let bytes: [UInt8]

    public init(from random: RandomSource) {
        bytes = random.bytes(Self.byteCount)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the text form; nil for anything that is not exactly such a text.
    public init?(text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Reads a text form that a person copied: spaces, characters that nobody sees, and the marks that chat programs put around a link
    /// do not count.
    public init?(pasted text: String) {
        guard text.utf8.count <= 200 else { return nil }
        let kept = text.removingUnseen.filter { !$0.isWhitespace }.drop { !Self.isOfText($0) }
        guard kept.dropFirst(Self.textLength).allSatisfy({ !$0.isLetter && !$0.isNumber }) else { return nil }
        self.init(text: String(kept.prefix(Self.textLength)))
    }

    private static let textLength = 43

    private static func isOfText(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "-" || character == "_"
    }

    /// The text form: 43 characters, base64url without padding (RFC 4648 §5).
    public var text: String { Base64URL.encode(bytes) }

    public var digest: TokenDigest { TokenDigest(bytes: SHA256.hash(data: bytes).withUnsafeBytes { Array($0) }) }

    /// Another token that only the holder of this one and of `salt` can compute (HKDF-SHA-256, RFC 5869).
    public func derived(salt: [UInt8], purpose: String) -> Token {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: bytes), salt: salt, info: Array(purpose.utf8),
            outputByteCount: Self.byteCount)
        return Token(bytes: key.withUnsafeBytes { Array($0) })
    }

    public static func == (left: Self, right: Self) -> Bool { constantTimeEqual(left.bytes, right.bytes) }

    public var description: String { "(token)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
