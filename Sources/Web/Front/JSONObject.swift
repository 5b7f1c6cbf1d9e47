import Domain

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
        members.appendJSON(value)
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
            members.appendJSON(value)
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
}
