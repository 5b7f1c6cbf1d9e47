/// An encrypted value as the database keeps it: under which key, and the AES-256-GCM box (nonce, ciphertext, tag).
public struct Sealed: Sendable, Equatable {
    public var keyID: String
    public var box: [UInt8]

    public init(keyID: String, box: [UInt8]) {
        self.keyID = keyID
        self.box = box
    }
}

/// Where a sealed value belongs. It is authenticated with the value: moved to another row or column, the value does not open.
public struct SealedPlace: Sendable {
    let text: String

    public init(table: String, column: String, row: String) {
        text = "\(table).\(column):\(row)"
    }
}
