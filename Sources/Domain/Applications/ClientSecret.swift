import Crypto

/// What an application shows to say that it is itself: 256 random bits, shown to people once; the server keeps its ``digest`` only.
public struct ClientSecret: Sendable, CustomStringConvertible, CustomReflectable {
    /// By which scanners for leaked secrets know it.
    public static let prefix = "gh_cs_"
    /// An application has two while it is given a new one.
    public static let most = 2
    /// In bytes, as presented.
    public static let longest = 512

    private let secret: Secret

    public init(from random: RandomSource) {
        secret = Secret(Self.prefix) + Base64URL.encode(Secret(random.bytes(32)))
    }

    /// Takes whatever an application presents; nil for what is none: empty, or endless.
    public init?(presented text: String) {
        guard (1...Self.longest).contains(text.utf8.count) else { return nil }
        secret = Secret(text)
    }

    /// For showing it, the only time.
    public var text: String { secret.reveal { String(decoding: $0, as: UTF8.self) } }

    public var digest: ClientSecretDigest {
        ClientSecretDigest(bytes: secret.reveal { SHA256.hash(data: $0).withUnsafeBytes { Array($0) } })
    }

    public var description: String { "(client secret)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The SHA-256 of a client secret's text. Knowing it does not give the secret.
public struct ClientSecretDigest: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits, as `sha256sum` prints them; nil for anything else.
    public init?(hex text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 64, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
    }

    /// Compares in constant time (ASVS 11.2.4).
    public static func == (left: Self, right: Self) -> Bool { constantTimeEqual(left.bytes, right.bytes) }
}

public typealias ClientSecretID = Identifier<StoredClientSecret>

/// What is kept of a client secret.
public struct StoredClientSecret: Sendable, Equatable {
    public var id: ClientSecretID
    public var digest: ClientSecretDigest
    public var madeAt: Timestamp

    public init(id: ClientSecretID, digest: ClientSecretDigest, madeAt: Timestamp) {
        self.id = id
        self.digest = digest
        self.madeAt = madeAt
    }
}
