import CryptoExtras
import Foundation
import Testing

@testable import Domain

/// One of `Vectors/jose.json`: a key as an RFC prints it, and what was signed with it.
struct JOSEVector: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let algorithm: String
    let key: [String: String]
    var payload: String?
    var token: String?
    var thumbprint: String?
    /// Whether there is only one signature of a message.
    var isDeterministic: Bool?

    var testDescription: String { source }

    static let all = Result { try JSONDecoder().decode([JOSEVector].self, from: Data(PackageResources.jose_json)) }

    static func named(_ source: String) throws -> JOSEVector {
        struct Missing: Error {}
        guard let vector = try all.get().first(where: { $0.source == source }) else { throw Missing() }
        return vector
    }

    func publicKey() throws -> PublicKey {
        switch try signingAlgorithm() {
        case .rs256:
            let key = try _RSA.Signing.PublicKey(n: try bytes("n"), e: try bytes("e"))
            return try PublicKey(.rs256, bytes: Array(key.derRepresentation))
        case .es256: return try PublicKey(.es256, bytes: [4] + bytes("x") + bytes("y"))
        case .edDSA: return try PublicKey(.edDSA, bytes: bytes("x"))
        }
    }

    func signingKey() throws -> SigningKey {
        guard try signingAlgorithm() == .rs256 else {
            return try SigningKey(try signingAlgorithm(), Secret(try bytes("d")))
        }
        let key = try _RSA.Signing.PrivateKey(
            n: try bytes("n"), e: try bytes("e"), d: try bytes("d"), p: try bytes("p"), q: try bytes("q"))
        return try SigningKey(.rs256, Secret(key.derRepresentation))
    }

    private struct Unreadable: Error {}

    private func signingAlgorithm() throws -> SigningAlgorithm {
        guard let algorithm = SigningAlgorithm(rawValue: algorithm) else { throw Unreadable() }
        return algorithm
    }

    private func bytes(_ member: String) throws -> [UInt8] {
        guard let bytes = key[member].flatMap(Base64URL.decode) else { throw Unreadable() }
        return bytes
    }
}
