/// A statement and its values, apart: what is interpolated becomes a placeholder, so a value can never become SQL text.
///
///     let statement: SQL = "UPDATE session SET ended_at = \(now) WHERE id = \(id)"
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Fragment: Sendable {
        case text(String)
        case value(Value)
    }

    private(set) var fragments: [Fragment]

    public init(stringLiteral text: String) {
        fragments = [.text(text)]
    }

    public init(stringInterpolation: StringInterpolation) {
        fragments = stringInterpolation.fragments
    }

    /// The statement with `?` in the place of each value.
    var text: String {
        fragments.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
    }

    var values: [Value] {
        fragments.compactMap { if case .value(let value) = $0 { value } else { nil } }
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.fragments += right.fragments
        return sum
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var fragments: [Fragment] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            fragments.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: String) {
            fragments.append(.text(literal))
        }

        public mutating func appendInterpolation(_ value: some SQLValue) {
            fragments.append(.value(value.sqlValue))
        }

        public mutating func appendInterpolation(_ value: (some SQLValue)?) {
            fragments.append(.value(value?.sqlValue ?? .null))
        }

        /// Another statement's text and values, in this place.
        public mutating func appendInterpolation(_ part: SQL) {
            fragments += part.fragments
        }
    }
}
