import Crypto
import CryptoExtras
import Foundation

/// The public part of a signing key: what verifies a signature. It knows the one algorithm that it is for.
public struct PublicKey: Sendable {
    private enum Kind {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    /// These bytes are no key of this algorithm.
    public struct Unreadable: Error {}

    public let algorithm: SigningAlgorithm
    /// As it is stored: RSA as SubjectPublicKeyInfo (RFC 5280), P-256 as an uncompressed point (SEC 1), Ed25519 as 32 bytes (RFC 8032).
    public let bytes: [UInt8]
    /// The thumbprint: the name that follows from the key itself, so that no two keys have the same.
    public let id: String
    let jwk: JWK
    private let kind: Kind

    /// - Throws: ``Unreadable``, also for RSA of less than 2048 bits.
    public init(_ algorithm: SigningAlgorithm, bytes: [UInt8]) throws(Unreadable) {
        do {
            switch algorithm {
            case .rs256:
                let key = try _RSA.Signing.PublicKey(derRepresentation: bytes)
                (kind, jwk) = (.rsa(key), JWK(try key.getKeyPrimitives()))
            case .es256:
                let key = try P256.Signing.PublicKey(x963Representation: bytes)
                (kind, jwk) = (.p256(key), JWK(key))
            case .edDSA:
                let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes)
                (kind, jwk) = (.ed25519(key), JWK(key))
            }
        } catch {
            throw Unreadable()
        }
        self.algorithm = algorithm
        self.bytes = bytes
        id = jwk.thumbprint
    }

    /// Whether this key signed exactly this message.
    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        switch kind {
        case .rsa(let key):
            key.isValidSignature(
                .init(rawRepresentation: signature), for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        case .p256(let key):
            (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map {
                key.isValidSignature($0, for: SHA256.hash(data: message))
            } ?? false
        case .ed25519(let key): key.isValidSignature(signature, for: message)
        }
    }
}

extension PublicKey {
    /// As it is published for relying parties (RFC 7517 §4): for signatures, with this algorithm, under this name.
    public var published: JSONValue {
        .object(
            jwk.members + [
                JSONMember("use", "sig"), JSONMember("alg", .text(algorithm.rawValue)), JSONMember("kid", .text(id)),
            ])
    }
}
