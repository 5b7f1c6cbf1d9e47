extension JSONValue {
    /// Reads a text that somebody else wrote: exactly the grammar of RFC 8259, in UTF-8, with no name twice in an object (RFC 7515 §4).
    /// - Parameters:
    ///   - longest: in bytes.
    ///   - deepest: how many lists and objects may stand within each other.
    /// - Returns: nil for anything else, whatever it is.
    public init?(reading bytes: some Sequence<UInt8>, longest: Int = 16_384, deepest: Int = 8) {
        let bytes = Array(bytes)
        guard bytes.count <= longest else { return nil }
        var reader = JSONReader(bytes: bytes)
        guard let value = reader.value(depth: deepest), reader.isAtEnd() else { return nil }
        self = value
    }
}

/// Goes through a text once; nil anywhere means that it is no JSON, and nothing is read after it.
private struct JSONReader {
    let bytes: [UInt8]
    private var next = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func isAtEnd() -> Bool {
        skipSpace()
        return next == bytes.count
    }

    /// - Parameter depth: how many levels may still be opened.
    mutating func value(depth: Int) -> JSONValue? {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return depth > 0 ? object(depth: depth - 1) : nil
        case UInt8(ascii: "["): return depth > 0 ? list(depth: depth - 1) : nil
        case UInt8(ascii: "\""): return text().map(JSONValue.text)
        case UInt8(ascii: "t"): return takes("true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): return takes("false") ? .boolean(false) : nil
        case UInt8(ascii: "n"): return takes("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        next += 1
        var members: [JSONMember] = []
        var names: Set<String> = []
        skipSpace()
        if takes("}") { return .object([]) }
        repeat {
            skipSpace()
            guard let name = text(), names.insert(name).inserted else { return nil }
            skipSpace()
            guard takes(":"), let value = value(depth: depth) else { return nil }
            members.append(JSONMember(name, value))
            skipSpace()
        } while takes(",")
        return takes("}") ? .object(members) : nil
    }

    private mutating func list(depth: Int) -> JSONValue? {
        next += 1
        var values: [JSONValue] = []
        skipSpace()
        if takes("]") { return .list([]) }
        repeat {
            guard let value = value(depth: depth) else { return nil }
            values.append(value)
            skipSpace()
        } while takes(",")
        return takes("]") ? .list(values) : nil
    }
}

extension JSONReader {
    private mutating func number() -> JSONValue? {
        let start = next
        _ = takes("-")
        let whole = digits()
        guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else { return nil }
        var isWhole = true
        if takes(".") {
            isWhole = false
            if digits().isEmpty { return nil }
        }
        if takes("e") || takes("E") {
            isWhole = false
            if !takes("+") { _ = takes("-") }
            if digits().isEmpty { return nil }
        }
        let text = String(decoding: bytes[start..<next], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        return Double(text).flatMap { $0.isFinite ? .fraction($0) : nil }
    }

    private mutating func digits() -> ArraySlice<UInt8> {
        let digits = bytes[next...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        next = digits.endIndex
        return digits
    }

    private mutating func text() -> String? {
        guard takes("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = peek, byte >= 0x20 {
            next += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let character = escaped() else { return nil }
                text += Array(String(character).utf8)
            default: text.append(byte)
            }
        }
        return nil
    }

    /// What stands after a backslash.
    private mutating func escaped() -> Unicode.Scalar? {
        guard let byte = peek else { return nil }
        next += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return escapedUnit()
        default: return nil
        }
    }

    /// Half of a character is none: a first half must be followed by its second.
    private mutating func escapedUnit() -> Unicode.Scalar? {
        guard let first = unit() else { return nil }
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) }
        guard takes("\\u"), let second = unit(), (0xDC00...0xDFFF).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func unit() -> UInt32? {
        let digits = bytes[next...].prefix(4)
        guard digits.count == 4 else { return nil }
        next = digits.endIndex
        var unit: UInt32 = 0
        for digit in digits {
            guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(value)
        }
        return unit
    }
}

extension JSONReader {
    private var peek: UInt8? { next < bytes.count ? bytes[next] : nil }

    /// Whether this comes next; if so, it is passed.
    private mutating func takes(_ text: StaticString) -> Bool {
        let isNext = text.withUTF8Buffer { bytes[next...].starts(with: $0) }
        if isNext { next += text.utf8CodeUnitCount }
        return isNext
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { next += 1 }
    }
}
