/// What an application calls itself. It is no secret, never changes, and is compared byte for byte.
public struct ClientID: Hashable, Sendable, CustomStringConvertible {
    public static let longest = 64
    public let text: String

    /// Letters and digits of ASCII, with `.`, `_` and `-` inside; nil for anything else.
    public init?(_ text: String) {
        guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed),
            let first = text.utf8.first, !".-_".utf8.contains(first)
        else { return nil }
        self.text = text
    }

    /// Takes one that the database holds.
    public init(stored text: String) {
        self.text = text
    }

    /// Those that suit a name, the most suitable first: `crm`, `crm-2`, …
    public static func candidates(for name: String) -> [ClientID] {
        let words = SearchWords.sortKey(name).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let stem = String(words.joined(separator: "-").prefix(48))
        let text = stem.isEmpty ? "application" : stem
        return (1...100).compactMap { ClientID($0 == 1 ? text : "\(text)-\($0)") }
    }

    public var description: String { text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ".-_".utf8.contains(byte)
    }
}
