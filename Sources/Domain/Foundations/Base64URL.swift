import CSodium

/// Base64 for URLs and cookies, without padding (RFC 4648 §5), in constant time.
public enum Base64URL {
    private static let longest = 4096

    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var text = [CChar](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        sodium_bin2base64(&text, text.count, bytes, bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The bytes, or nil unless `text` is exactly what ``encode(_:)`` makes of them.
    public static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { characters in
            // libsodium takes some bytes outside of ASCII for characters of the alphabet.
            guard characters.count <= longest, characters.allSatisfy({ $0 < 0x80 }) else { return nil }
            return characters.withMemoryRebound(to: CChar.self, decode)
        }
    }

    private static func decode(_ characters: UnsafeBufferPointer<CChar>) -> [UInt8]? {
        let most = characters.count / 4 * 3 + 2
        var isReadable = false
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { bytes, count in
            guard let start = bytes.baseAddress else { return }
            isReadable =
                sodium_base642bin(
                    start, most, characters.baseAddress, characters.count, nil, &count, nil,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0
        }
        return isReadable ? bytes : nil
    }
}
