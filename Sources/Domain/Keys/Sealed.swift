/// An encrypted value as the database keeps it: under which key, and the AES-256-GCM box (nonce, ciphertext, tag).
public struct Sealed: Sendable, Equatable {
    public var keyID: String
    public var box: [UInt8]

    public init(keyID: String, box: [UInt8]) {
        self.keyID = keyID
        self.box = box
    }
}
