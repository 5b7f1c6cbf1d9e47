/// A moment, in milliseconds since 1970-01-01T00:00:00Z. 64 bits wide: it works far past 2038.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    public static func + (left: Self, right: Span) -> Self {
        Timestamp(milliseconds: left.milliseconds + right.milliseconds)
    }

    public static func - (left: Self, right: Span) -> Self {
        Timestamp(milliseconds: left.milliseconds - right.milliseconds)
    }

    public static func - (left: Self, right: Self) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }
}
