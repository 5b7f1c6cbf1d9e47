extension RedirectAddress {
    /// Judges a typed or registered address.
    /// - Returns: the address as it stands, never mended; or the first reason against it.
    public static func reading(_ text: String) -> Result<RedirectAddress, RedirectAddressProblem> {
        do throws(RedirectAddressProblem) {
            return .success(RedirectAddress(checked: text, kind: try kind(of: text)))
        } catch {
            return .failure(error)
        }
    }

    private static func kind(of text: String) throws(RedirectAddressProblem) -> Kind {
        let bytes = Array(text.utf8)
        if bytes.isEmpty { throw .empty }
        if bytes.count > longest { throw .tooLong }
        try checkCharacters(bytes)
        let scheme = bytes.prefix { $0 != UInt8(ascii: ":") }
        guard scheme.count < bytes.count, isScheme(scheme) else { throw .noScheme }
        let rest = bytes[(scheme.endIndex + 1)...]
        let name = String(decoding: scheme, as: UTF8.self)
        switch name.lowercased() {
        case "http", "https":
            if name != name.lowercased() { throw .capitals }
            let host = try checkWeb(rest)
            if name == "https" { return .web }
            if host == "127.0.0.1" || host == "[::1]" { return .loopback }
            if host == "localhost" { return .localhost }
            throw .insecure
        case "javascript", "vbscript", "data", "blob", "file", "filesystem", "about", "view-source": throw .scriptScheme
        default:
            try checkPrivate(name, rest)
            return .privateScheme
        }
    }

    // MARK: Characters

    private static func checkCharacters(_ bytes: [UInt8]) throws(RedirectAddressProblem) {
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0...0x20, 0x7F: throw .blank
            case 0x80...: throw .notASCII
            case UInt8(ascii: "\\"): throw .backslash
            case UInt8(ascii: "*"): throw .wildcard
            case UInt8(ascii: "#"): throw .fragment
            case UInt8(ascii: "%"):
                guard let value = decoded(bytes[index...]), value > 0x1F, value != 0x7F else { throw .percent }
            default: if "\"<>^`{|}".utf8.contains(byte) { throw .character }
            }
        }
    }

    /// What a percent sign and two digits stand for.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        let digits = bytes.dropFirst().prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// RFC 3986 §3.1.
    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    // MARK: Schemes of one's own

    private static func checkPrivate(_ name: String, _ rest: ArraySlice<UInt8>) throws(RedirectAddressProblem) {
        let port = rest.prefix { $0 != UInt8(ascii: "/") }
        // `app.example.org:8080/signed-in` has no scheme: what looks like one is a host.
        if !port.isEmpty, port.allSatisfy(isDigit) { throw .noScheme }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else { throw .schemeWithoutDot }
        if name != name.lowercased() { throw .capitals }
        guard rest.first == UInt8(ascii: "/") else { throw .incomplete }
        let authority = Self.authority(of: rest) ?? []
        if authority.contains(UInt8(ascii: "@")) { throw .userInfo }
        if authority.contains(UInt8(ascii: ":")) { throw .port }
        try checkPath(rest)
    }

    // MARK: Hosts

    /// - Returns: the host.
    private static func checkWeb(_ rest: ArraySlice<UInt8>) throws(RedirectAddressProblem) -> String {
        guard let authority = authority(of: rest) else { throw .incomplete }
        if authority.contains(UInt8(ascii: "@")) { throw .userInfo }
        let text = String(decoding: authority, as: UTF8.self)
        let host = host(of: text)
        if host.isEmpty { throw .incomplete }
        if host.contains(where: \.isUppercase) { throw .capitals }
        guard isHost(host) else { throw .host }
        try checkPort(text.dropFirst(host.count))
        try checkPath(rest[authority.endIndex...])
        return host
    }

    /// Without the port.
    static func host(of authority: String) -> String {
        guard authority.hasPrefix("[") else { return String(authority.prefix { $0 != ":" }) }
        return authority.firstIndex(of: "]").map { String(authority[...$0]) } ?? authority
    }

    /// What stands between `//` and the path or the query.
    private static func authority(of rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.starts(with: "//".utf8) else { return nil }
        return rest.dropFirst(2).prefix { !"/?".utf8.contains($0) }
    }

    /// A name of labels (RFC 1123 §2.1), or an address in its canonical form: `127.1`, `0x7f000001` and `2130706433` are read by
    /// browsers as addresses too.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            let inner = String(host.dropFirst().dropLast())
            return host.hasSuffix("]") && inner.contains(":") && IPAddress(inner)?.description == inner
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard host.utf8.count <= 253, labels.allSatisfy(isLabel), let last = labels.last else { return false }
        let isNumber = last.utf8.allSatisfy(isDigit) || last.hasPrefix("0x")
        return !isNumber || IPAddress(host)?.description == host
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func checkPort(_ text: Substring) throws(RedirectAddressProblem) {
        if text.isEmpty { return }
        let digits = text.dropFirst()
        guard text.first == ":", (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit),
            digits.first != "0", let port = Int(digits), port <= 65_535
        else { throw .port }
    }

    // MARK: Paths

    /// A path that two programs could read as two paths is refused, as is what no path and no query holds.
    private static func checkPath(_ rest: ArraySlice<UInt8>) throws(RedirectAddressProblem) {
        if rest.contains(where: { "[]".utf8.contains($0) }) { throw .character }
        let path = String(decoding: rest.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self).lowercased()
        if ["%2e", "%2f", "%5c"].contains(where: path.contains) { throw .encodedSign }
        for segment in path.split(separator: "/") where [".", ".."].contains(segment.prefix { $0 != ";" }) {
            throw .dotSegment
        }
    }
}
