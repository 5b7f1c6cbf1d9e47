import Crypto

/// What is kept of something typed, to know it again within seconds: a keyed digest, of no use without the key file.
public struct TypedDigest: Sendable, Equatable {
    public let keyID: String
    public let bytes: [UInt8]

    public init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.keyID == right.keyID && constantTimeEqual(left.bytes, right.bytes)
    }
}

extension Keyring {
    /// - Parameters:
    ///   - typed: in the form in which it is compared.
    ///   - place: where the digest is kept; the same text elsewhere has another digest.
    ///   - keyID: the key that made an earlier digest; the current one for a new one.
    public func digest(of typed: String, at place: SealedPlace, under keyID: String? = nil) throws -> TypedDigest {
        guard let sealing = keys.first(where: { $0.id == keyID ?? currentID }) else { throw UnsealingFailed() }
        return TypedDigest(keyID: sealing.id, bytes: sealing.digest(of: typed, at: place))
    }
}

extension SealingKey {
    /// Under a key of its own that is derived from this one: what seals does nothing else.
    fileprivate func digest(of typed: String, at place: SealedPlace) -> [UInt8] {
        let derived = key.reveal { key in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: key), info: Array("gatehouse typed".utf8), outputByteCount: 32)
        }
        let message = Array(place.text.utf8) + [0] + Array(typed.utf8)
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: derived))
    }
}
