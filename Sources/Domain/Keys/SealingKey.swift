import Crypto

/// One 256-bit key of the server, with the id that sealed values name.
public struct SealingKey: Sendable {
    public let id: String
    let key: Secret

    /// - Parameter id: 16 hexadecimal digits.
    public init?(id: String, key: Secret) {
        guard id.utf8.count == 16, id.utf8.allSatisfy(Self.isHexDigit), key.count == 32 else { return nil }
        self.id = id
        self.key = key
    }

    public init(from random: RandomSource) {
        id = random.bytes(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        key = Secret(random.bytes(32))
    }

    func seal(_ secret: Secret, at place: SealedPlace, nonce: [UInt8]) throws -> Sealed {
        let box = try secret.reveal { plain in
            try AES.GCM.seal(
                plain, using: symmetricKey, nonce: .init(data: nonce), authenticating: Array(place.text.utf8))
        }
        return Sealed(keyID: id, box: nonce + box.ciphertext + box.tag)
    }

    func open(_ sealed: Sealed, at place: SealedPlace) throws -> Secret {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.box)
            return Secret(try AES.GCM.open(box, using: symmetricKey, authenticating: Array(place.text.utf8)))
        } catch {
            throw UnsealingFailed()
        }
    }

    private var symmetricKey: SymmetricKey { key.reveal { SymmetricKey(data: $0) } }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
