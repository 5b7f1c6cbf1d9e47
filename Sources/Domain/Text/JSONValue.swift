/// A value of JSON (RFC 8259), as tokens and what is published about them are made of.
public enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A number without fraction and exponent.
    case integer(Int64)
    /// Any other number that is finite.
    case fraction(Double)
    case text(String)
    case list([JSONValue])
    /// In the order in which they are written. No name stands twice in what was read.
    case object([JSONMember])
}

/// A member of an object.
public struct JSONMember: Sendable, Equatable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue {
    /// The member of this name; nil where there is none, and of what is no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    public var text: String? { if case .text(let text) = self { text } else { nil } }

    public var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
}

/// Literals: `["sub": .text(subject), "nonce": nonce.map(JSONValue.text)]`. A member whose value is nil is left out, so that nothing is ever
/// written as null by mistake.
extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    public init(dictionaryLiteral members: (String, JSONValue?)...) {
        self = .object(members.compactMap { name, value in value.map { JSONMember(name, $0) } })
    }

    public init(arrayLiteral values: JSONValue...) { self = .list(values) }

    public init(stringLiteral text: String) { self = .text(text) }

    public init(booleanLiteral value: Bool) { self = .boolean(value) }

    public init(integerLiteral value: Int64) { self = .integer(value) }
}
