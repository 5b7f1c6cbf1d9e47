/// The text of the key file: one key a line, `id key`, the current one first; `#` begins a comment.
///
/// It is written and read in memory that is wiped: no piece of it is ever a text of Swift's, which leaves copies behind.
public enum KeyFile {
    private static let comment = Secret(
        "# Gatehouse sealing keys, the current one first. Keep this file secret, and apart from the database.\n")

    public static func text(of keyring: Keyring) -> Secret {
        keyring.keys.reduce(comment) { text, sealing in
            text + Secret(sealing.id + " ") + Base64URL.encode(sealing.key) + Secret("\n")
        }
    }

    /// Nil for anything that is not such a text.
    public static func parse(_ text: Secret) -> Keyring? {
        text.reveal { bytes in
            let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            let keys = lines.filter { $0.first != UInt8(ascii: "#") }.map(key)
            return keys.contains { $0 == nil } ? nil : Keyring(keys.compactMap(\.self))
        }
    }

    private static func key(_ line: Slice<UnsafeRawBufferPointer>) -> SealingKey? {
        let parts = line.split(separator: UInt8(ascii: " "))
        guard parts.count == 2, let bytes = Base64URL.decode(UnsafeRawBufferPointer(rebasing: parts[1])) else {
            return nil
        }
        return SealingKey(id: String(decoding: parts[0], as: UTF8.self), key: Secret(bytes))
    }
}
