import Crypto
import CryptoExtras
import Foundation

/// A key that signs tokens, with its private part, which has no readable description and is lent to nobody but who seals it.
///
/// It is worth keeping: opening an RSA key and signing with it for the first time takes as long as two signatures more.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    private enum Kind {
        case rsa(_RSA.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    /// As strong as P-256 and Ed25519 (NIST SP 800-57 part 1, table 2).
    private static let rsaSize = _RSA.Signing.KeySize(bitCount: 3072)

    public let publicKey: PublicKey
    /// As it is sealed: RSA as RSAPrivateKey (RFC 8017 A.1.2), P-256 and Ed25519 as 32 bytes.
    public let privatePart: Secret
    private let kind: Kind

    /// Makes a new one. RSA takes about half a second of a processor: never within a transaction, nor on a thread that answers requests.
    ///
    /// RSA primes come from the cryptographic library's own generator, which takes none from outside.
    public init(making algorithm: SigningAlgorithm, random: RandomSource) throws {
        let privatePart =
            switch algorithm {
            case .rs256: Secret(try _RSA.Signing.PrivateKey(keySize: Self.rsaSize).derRepresentation)
            case .es256, .edDSA: Secret(random.bytes(32))
            }
        try self.init(algorithm, privatePart)
    }

    /// Reads what was sealed.
    public init(_ algorithm: SigningAlgorithm, _ privatePart: Secret) throws {
        self.privatePart = privatePart
        let bytes: Data
        switch algorithm {
        case .rs256:
            let key = try privatePart.reveal { try _RSA.Signing.PrivateKey(derRepresentation: $0) }
            (kind, bytes) = (.rsa(key), key.publicKey.derRepresentation)
        case .es256:
            let key = try privatePart.reveal { try P256.Signing.PrivateKey(rawRepresentation: $0) }
            (kind, bytes) = (.p256(key), key.publicKey.x963Representation)
        case .edDSA:
            let key = try privatePart.reveal { try Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
            (kind, bytes) = (.ed25519(key), key.publicKey.rawRepresentation)
        }
        publicKey = try PublicKey(algorithm, bytes: Array(bytes))
    }

    public var algorithm: SigningAlgorithm { publicKey.algorithm }
    public var id: String { publicKey.id }

    func signature(of message: [UInt8]) throws -> [UInt8] {
        switch kind {
        case .rsa(let key):
            Array(try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation)
        case .p256(let key): Array(try key.signature(for: SHA256.hash(data: message)).rawRepresentation)
        case .ed25519(let key): Array(try key.signature(for: message))
        }
    }

    public var description: String { "(signing key \(id))" }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
