/// What programs are told: an object of JSON (RFC 8259), written as it is put together.
struct JSONObject {
    private var members: [UInt8] = [UInt8(ascii: "{")]

    /// The object in UTF-8.
    var bytes: [UInt8] { members + [UInt8(ascii: "}")] }

    init() {
        members.reserveCapacity(256)
    }

    /// - Parameter name: letters of ASCII.
    mutating func add(_ name: StaticString, _ value: String) {
        begin(name)
        append(value)
    }

    mutating func add(_ name: StaticString, _ value: Int) {
        begin(name)
        members.append(contentsOf: String(value).utf8)
    }

    mutating func add(_ name: StaticString, _ values: [String]) {
        begin(name)
        members.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { members.append(UInt8(ascii: ",")) }
            append(value)
        }
        members.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ name: StaticString) {
        if members.count > 1 { members.append(UInt8(ascii: ",")) }
        members.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { members.append(contentsOf: $0) }
        members.append(UInt8(ascii: "\""))
        members.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ value: String) {
        members.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { value in
            if value.contains(where: Self.isEscaped) {
                for byte in value { appendEscaped(byte) }
            } else {
                members.append(contentsOf: value)
            }
        }
        members.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        if byte < 0x20 {
            members += Array("\\u00".utf8) + [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
        } else {
            if Self.isEscaped(byte) { members.append(UInt8(ascii: "\\")) }
            members.append(byte)
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
