/// A statement and its values, apart: what is interpolated becomes a placeholder, so a value can never become SQL text.
///
///     let statement: SQL = "UPDATE session SET ended_at = \(now) WHERE id = \(id)"
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The statement with `?` in the place of each value.
    private(set) var text: String
    private(set) var values: [Value]

    /// The statement with `$1`, `$2`, … in the places of the values. No text of ours holds a question mark of its own.
    var numberedText: String {
        var number = 0
        return text.reduce(into: "") { result, character in
            guard character == "?" else { return result.append(character) }
            number += 1
            result += "$\(number)"
        }
    }

    public init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.text += right.text
        sum.values += right.values
        return sum
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [Value] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        public mutating func appendInterpolation(_ value: some SQLValue) {
            append(value.sqlValue)
        }

        public mutating func appendInterpolation(_ value: (some SQLValue)?) {
            append(value?.sqlValue ?? .null)
        }

        /// Another statement's text and values, in this place.
        public mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            values += part.values
        }

        private mutating func append(_ value: Value) {
            text += "?"
            values.append(value)
        }
    }
}
