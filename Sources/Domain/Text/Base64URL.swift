import CSodium

/// Base64 for URLs and cookies, without padding (RFC 4648 §5), in constant time.
public enum Base64URL {
    private static let longest = 16_384

    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        return bytes.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: room(for: bytes.count)) { encode(bytes, into: $0) }
        }
    }

    /// The text of a secret, which is nowhere but there.
    public static func encode(_ secret: Secret) -> Secret {
        secret.reveal { bytes in
            Secret(capacity: room(for: bytes.count)) { encode(bytes, into: $0.assumingMemoryBound(to: UInt8.self)) }
        }
    }

    /// The bytes, or nil unless `text` is exactly what ``encode(_:)`` makes of them.
    public static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { decode(UnsafeRawBufferPointer($0)) }
    }

    /// The same of a text that is only lent.
    public static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        // libsodium takes some bytes outside of ASCII for characters of the alphabet.
        guard text.count <= longest, text.allSatisfy({ $0 < 0x80 }) else { return nil }
        let most = text.count / 4 * 3 + 2
        var isReadable = false
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { bytes, count in
            guard let start = bytes.baseAddress else { return }
            isReadable =
                sodium_base642bin(
                    start, most, text.assumingMemoryBound(to: CChar.self).baseAddress, text.count, nil, &count, nil,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0
        }
        return isReadable ? bytes : nil
    }

    /// For the characters and the zero that libsodium ends them with.
    private static func room(for count: Int) -> Int {
        sodium_base64_encoded_len(count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
    }

    /// - Returns: how many characters were written.
    private static func encode(_ bytes: UnsafeRawBufferPointer, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        text.withMemoryRebound(to: CChar.self) { text in
            guard let start = text.baseAddress else { return 0 }
            sodium_bin2base64(
                start, text.count, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count,
                sodium_base64_VARIANT_URLSAFE_NO_PADDING)
            return room(for: bytes.count) - 1
        }
    }
}
