import Domain

/// What can be interpolated into a statement.
public protocol SQLValue {
    var sqlValue: Value { get }
}

extension Value: SQLValue {
    public var sqlValue: Value { self }
}

extension Int: SQLValue {
    public var sqlValue: Value { .integer(Int64(self)) }
}

extension Int64: SQLValue {
    public var sqlValue: Value { .integer(self) }
}

extension String: SQLValue {
    public var sqlValue: Value { .text(self) }
}

extension [UInt8]: SQLValue {
    public var sqlValue: Value { .blob(self) }
}

extension Timestamp: SQLValue {
    public var sqlValue: Value { .integer(milliseconds) }
}

extension Identifier: SQLValue {
    public var sqlValue: Value { .text(text) }
}

extension TokenDigest: SQLValue {
    public var sqlValue: Value { .blob(bytes) }
}
