import Foundation

/// An IPv4 or IPv6 address. An IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16 bytes, in network order.
    public let bytes: [UInt8]

    /// Reads the usual text forms; nil for anything else: ports, brackets, zones, names, leading zeros. What proxies write is read
    /// by ``init(forwarded:)``.
    public init?(_ text: String) {
        guard text.utf8.count <= 45, let bytes = Self.parse(text) else { return nil }
        let mapped = bytes.count == 16 && bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
        self.bytes = mapped ? Array(bytes[12...]) : bytes
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func parse(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(0) else { return nil }
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &sixteen) == 1 ? sixteen : nil
    }
}

extension IPAddress {
    /// Where an address belongs, as far as one machine cannot choose it: an IPv4 address, or the 64 bits of an IPv6 network (RFC 4291
    /// §2.5.4). What is no address is its own.
    public static func network(of address: String) -> String {
        guard let parsed = IPAddress(address) else { return address }
        guard parsed.bytes.count == 16 else { return parsed.description }
        return IPAddress(bytes: Array(parsed.bytes[..<8]) + [UInt8](repeating: 0, count: 8)).description + "/64"
    }
}
