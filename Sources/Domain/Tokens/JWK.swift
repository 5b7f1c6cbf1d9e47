import Crypto
import CryptoExtras
import Foundation

/// A public key as JSON Web Key (RFC 7517): its required members alone, in the order of their names. There is no way to put a private
/// one in.
struct JWK: Sendable {
    let members: [JSONMember]

    init(_ rsa: _RSA.Signing.PublicKey.Primitives) {
        self.init(["e": Self.encoded(rsa.publicExponent), "kty": "RSA", "n": Self.encoded(rsa.modulus)])
    }

    init(_ key: P256.Signing.PublicKey) {
        let point = key.rawRepresentation
        self.init([
            "crv": "P-256", "kty": "EC", "x": Self.encoded(point.prefix(32)), "y": Self.encoded(point.suffix(32)),
        ])
    }

    init(_ key: Curve25519.Signing.PublicKey) {
        self.init(["crv": "Ed25519", "kty": "OKP", "x": Self.encoded(key.rawRepresentation)])
    }

    private init(_ members: KeyValuePairs<String, JSONValue>) {
        self.members = members.map { JSONMember($0.key, $0.value) }
    }

    /// SHA-256 over exactly these members, without spaces (RFC 7638 §3), as base64url.
    var thumbprint: String {
        SHA256.hash(data: JSONValue.object(members).bytes).withUnsafeBytes { Base64URL.encode($0) }
    }

    private static func encoded(_ bytes: Data) -> JSONValue {
        .text(Base64URL.encode(bytes))
    }
}
