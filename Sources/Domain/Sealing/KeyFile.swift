/// The text of the key file: one key a line, `id key`, the current one first; `#` begins a comment.
public enum KeyFile {
    public static func text(of keyring: Keyring) -> Secret {
        let lines = keyring.keys.map { sealing in sealing.key.reveal { "\(sealing.id) \(Base64URL.encode($0))\n" } }
        return Secret(
            "# Gatehouse sealing keys, the current one first. Keep this file secret, and apart from the database.\n"
                + lines.joined())
    }

    /// Nil for anything that is not such a text.
    public static func parse(_ text: Secret) -> Keyring? {
        let lines = text.reveal { String(decoding: $0, as: UTF8.self) }
            .split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        let keys = lines.map(key)
        return keys.contains { $0 == nil } ? nil : Keyring(keys.compactMap(\.self))
    }

    private static func key(_ line: Substring) -> SealingKey? {
        let parts = line.split(separator: " ")
        guard parts.count == 2, let bytes = Base64URL.decode(String(parts[1])) else { return nil }
        return SealingKey(id: String(parts[0]), key: Secret(bytes))
    }
}
