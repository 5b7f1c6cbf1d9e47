/// A length of time, in milliseconds.
public struct Span: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public static func seconds(_ count: Int) -> Span { Span(milliseconds: Int64(count) * 1000) }
    public static func minutes(_ count: Int) -> Span { .seconds(count * 60) }
    public static func hours(_ count: Int) -> Span { .minutes(count * 60) }
    public static func days(_ count: Int) -> Span { .hours(count * 24) }

    /// Whole seconds, rounded up: what to tell somebody who waits.
    public var wholeSeconds: Int { Int((milliseconds + 999) / 1000) }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    public static func + (left: Self, right: Self) -> Self {
        Span(milliseconds: left.milliseconds + right.milliseconds)
    }
}
