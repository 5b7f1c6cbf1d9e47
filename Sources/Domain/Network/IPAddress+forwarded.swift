extension IPAddress {
    /// Reads an element of `X-Forwarded-For` as proxies write it: an address, with a port (`192.0.2.1:4711`), in brackets
    /// (`[2001:db8::1]`, `[2001:db8::1]:443`), with a zone (`fe80::1%eth0`, `fe80::1%25eth0`), in quotes. Port and zone say nothing
    /// about who asks and are left out, once they have been read. Anything else is nil.
    public init?(forwarded text: some StringProtocol) {
        guard text.utf8.count <= 100 else { return nil }
        let node = Self.unquoted(Substring(text))
        let address = node.first == "[" ? Self.inBrackets(node) : Self.bare(node)
        guard let address else { return nil }
        self = address
    }

    private static func unquoted(_ text: Substring) -> Substring {
        text.count >= 2 && text.first == "\"" && text.last == "\"" ? text.dropFirst().dropLast() : text
    }

    private static func inBrackets(_ node: Substring) -> IPAddress? {
        guard let end = node.firstIndex(of: "]") else { return nil }
        let rest = node[node.index(after: end)...]
        guard rest.isEmpty || (rest.first == ":" && isPort(rest.dropFirst())) else { return nil }
        return colons(node[..<end].dropFirst())
    }

    private static func bare(_ node: Substring) -> IPAddress? {
        let parts = node.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return IPAddress(String(node))
        case 2: return isPort(parts[1]) ? IPAddress(String(parts[0])) : nil
        default: return colons(node)
        }
    }

    /// An IPv6 address and perhaps a zone (RFC 4007 §11; RFC 6874 writes its sign as `%25`).
    private static func colons(_ text: Substring) -> IPAddress? {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, address.contains(":"), parts.count == 1 || isZone(parts[1]) else { return nil }
        return IPAddress(String(address))
    }

    private static func isPort(_ text: Substring) -> Bool {
        (1...5).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && Int(text).map { $0 <= 65535 } == true
    }

    /// The name of an interface, behind the sign's two digits where they are written.
    private static func isZone(_ text: Substring) -> Bool {
        text != "25" && (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8.contains($0)
            }
    }
}
