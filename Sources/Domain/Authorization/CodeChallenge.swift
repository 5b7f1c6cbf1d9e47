import Crypto

/// What ties a code to whoever asked for it: the SHA-256 of a ``CodeVerifier`` that only they know (RFC 7636 §4.2, S256; `plain` is not known here).
public struct CodeChallenge: Sendable, Equatable {
    /// 43 characters of base64url.
    public let text: String

    /// Nil for what is not the base64url of 32 bytes.
    public init?(_ text: String) {
        guard text.utf8.count == 43, Base64URL.decode(text)?.count == SHA256.byteCount else { return nil }
        self.text = text
    }

    /// Takes one that the database holds.
    public init(stored text: String) {
        self.text = text
    }

    public static func == (left: Self, right: Self) -> Bool {
        constantTimeEqual(Array(left.text.utf8), Array(right.text.utf8))
    }
}

/// What whoever asked for a code shows to redeem it (RFC 7636 §4.1).
public struct CodeVerifier: Sendable {
    private let secret: Secret

    /// Nil for what has not 43 to 128 unreserved characters.
    public init?(_ text: String) {
        guard (43...128).contains(text.utf8.count), text.utf8.allSatisfy(Self.isUnreserved) else { return nil }
        secret = Secret(text)
    }

    public var challenge: CodeChallenge {
        CodeChallenge(stored: Base64URL.encode(Array(secret.reveal { SHA256.hash(data: $0) })))
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~".utf8.contains(byte)
    }
}
