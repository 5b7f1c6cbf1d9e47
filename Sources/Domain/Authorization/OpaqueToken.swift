import Crypto

/// A value of 256 random bits that gives access, and says nothing. What is kept of it is its ``OpaqueTokenDigest`` alone.
///
/// Each kind is a type, has a prefix by which scanners for leaked secrets know it, and a table of its own: one is never taken for another.
public struct OpaqueToken<Kind: OpaqueTokenKind>: Sendable, CustomStringConvertible, CustomReflectable {
    private let secret: Secret

    public init(from random: RandomSource) {
        secret = Secret(Kind.prefix) + Base64URL.encode(Secret(random.bytes(32)))
    }

    /// Nil for what no token of this kind looks like: a shortened one is none (CVE-2026-27840).
    public init?(_ text: String) {
        guard text.hasPrefix(Kind.prefix), Base64URL.decode(String(text.dropFirst(Kind.prefix.count)))?.count == 32
        else { return nil }
        secret = Secret(text)
    }

    /// For handing it out, the only time.
    public var text: String { secret.reveal { String(decoding: $0, as: UTF8.self) } }

    public var digest: OpaqueTokenDigest<Kind> {
        OpaqueTokenDigest(bytes: secret.reveal { Array(SHA256.hash(data: $0)) })
    }

    public var description: String { "(\(Kind.prefix)…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The SHA-256 of a token's text. Knowing it does not give the token.
public struct OpaqueTokenDigest<Kind: OpaqueTokenKind>: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

public protocol OpaqueTokenKind: Sendable {
    static var prefix: String { get }
}

/// What an application fetches tokens with, once, within a minute (RFC 6749 §4.1.2).
public enum AuthorizationCodeKind: OpaqueTokenKind { public static let prefix = "gh_ac_" }
/// What an application asks with (RFC 6750).
public enum AccessTokenKind: OpaqueTokenKind { public static let prefix = "gh_at_" }
/// What an application gets new tokens with, once (RFC 6749 §1.5).
public enum RefreshTokenKind: OpaqueTokenKind { public static let prefix = "gh_rt_" }

public typealias AuthorizationCode = OpaqueToken<AuthorizationCodeKind>
public typealias AccessToken = OpaqueToken<AccessTokenKind>
public typealias RefreshToken = OpaqueToken<RefreshTokenKind>
