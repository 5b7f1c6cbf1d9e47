/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    private let base: IPAddress
    private let prefixLength: Int

    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
        let width = base.bytes.count * 8
        guard let length = parts.count == 1 ? width : Self.length(parts[1]), (0...width).contains(length) else {
            return nil
        }
        self.base = base
        prefixLength = length
    }

    public var description: String { "\(base)/\(prefixLength)" }

    public func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let whole = prefixLength / 8
        guard address.bytes[..<whole] == base.bytes[..<whole] else { return false }
        guard prefixLength % 8 > 0 else { return true }
        let shift = 8 - prefixLength % 8
        return address.bytes[whole] >> shift == base.bytes[whole] >> shift
    }

    private static func length(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
