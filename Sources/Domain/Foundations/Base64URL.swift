import CSodium

/// Base64 for URLs and cookies, without padding (RFC 4648 §5), in constant time.
public enum Base64URL {
    private static let longest = 4096

    public static func encode(_ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        sodium_bin2base64(&text, text.count, bytes, bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The bytes, or nil unless `text` is exactly what ``encode(_:)`` makes of them.
    public static func decode(_ text: String) -> [UInt8]? {
        let length = text.utf8.count
        // libsodium takes some bytes outside of ASCII for characters of the alphabet.
        guard length <= longest, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: length)
        var count = 0
        let result = sodium_base642bin(
            &bytes, length, text, length, nil, &count, nil, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        guard result == 0 else { return nil }
        bytes.removeLast(length - count)
        return bytes
    }
}
