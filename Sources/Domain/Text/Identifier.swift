/// The identifier of a `Subject`: a UUID version 7 (RFC 9562 §5.7), made by us, so that it sorts by the time it was made.
/// It names a thing and is never a secret.
public struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    public init(at time: Timestamp, from random: RandomSource) {
        var bytes = withUnsafeBytes(of: UInt64(bitPattern: time.milliseconds).bigEndian) { Array($0.dropFirst(2)) }
        bytes += random.bytes(10)
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        text = Self.format(bytes)
    }

    /// Reads the canonical lower-case form `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`; nil for anything else.
    public init?(_ text: String) {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12], groups.joined().allSatisfy(Self.isHexDigit) else { return nil }
        self.text = text
    }

    /// Takes a text that the database holds.
    public init(stored text: String) {
        self.text = text
    }

    public var description: String { text }

    private static func format(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
