import Foundation

/// Where the time comes from. Everything that needs the time is given one; only this file asks the system.
public struct TimeSource: Sendable {
    public var now: @Sendable () -> Timestamp

    public init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// By how much a clock is put right in daily use. What is stored as later than that was stored when the clock was wrong, and its time
    /// says nothing.
    public static let tolerance = Span.minutes(5)

    public static let system = TimeSource {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
