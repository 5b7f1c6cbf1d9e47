import Crypto
import CryptoExtras
import Foundation

/// A key that signs tokens, with its private part, which has no readable description and is lent to nobody but who seals it.
public struct SigningKey: Sendable {
    /// RSA keys are as strong as P-256 and Ed25519 (NIST SP 800-57 part 1, table 2).
    private static let rsaBits = _RSA.Signing.KeySize(bitCount: 3072)

    public let publicKey: PublicKey
    /// As it is sealed: RSA as RSAPrivateKey (RFC 8017 A.1.2), P-256 and Ed25519 as 32 bytes.
    public let privatePart: Secret

    /// Makes a new one. RSA takes up to half a second of a processor: never within a transaction, nor on a thread that answers requests.
    ///
    /// RSA primes come from the cryptographic library's own generator, which takes none from outside.
    public init(making algorithm: SigningAlgorithm, random: RandomSource) throws {
        switch algorithm {
        case .rs256:
            self = try Self(.rs256, Secret(try _RSA.Signing.PrivateKey(keySize: Self.rsaBits).derRepresentation))
        case .es256, .edDSA: self = try Self(algorithm, Secret(random.bytes(32)))
        }
    }

    /// Reads what was sealed.
    public init(_ algorithm: SigningAlgorithm, _ privatePart: Secret) throws {
        self.privatePart = privatePart
        let bytes =
            switch algorithm {
            case .rs256: Array(try Self.rsa(privatePart).publicKey.derRepresentation)
            case .es256: Array(try Self.p256(privatePart).publicKey.x963Representation)
            case .edDSA: Array(try Self.ed25519(privatePart).publicKey.rawRepresentation)
            }
        publicKey = try PublicKey(algorithm, bytes: bytes)
    }

    public var algorithm: SigningAlgorithm { publicKey.algorithm }
    public var id: String { publicKey.id }

    func signature(of message: [UInt8]) throws -> [UInt8] {
        switch algorithm {
        case .rs256:
            let signature = try Self.rsa(privatePart).signature(
                for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
            return Array(signature.rawRepresentation)
        case .es256:
            return Array(try Self.p256(privatePart).signature(for: SHA256.hash(data: message)).rawRepresentation)
        case .edDSA: return Array(try Self.ed25519(privatePart).signature(for: message))
        }
    }

    private static func rsa(_ secret: Secret) throws -> _RSA.Signing.PrivateKey {
        try secret.reveal { try .init(derRepresentation: $0) }
    }

    private static func p256(_ secret: Secret) throws -> P256.Signing.PrivateKey {
        try secret.reveal { try .init(rawRepresentation: $0) }
    }

    private static func ed25519(_ secret: Secret) throws -> Curve25519.Signing.PrivateKey {
        try secret.reveal { try .init(rawRepresentation: $0) }
    }
}
