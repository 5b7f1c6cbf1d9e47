import Domain
import Synchronization

/// A clock that stands until it is moved.
public final class ManualClock: Sendable {
    private let time: Mutex<Timestamp>

    /// - Parameter time: by default a Monday morning, 2026-11-23T07:00:00Z.
    public init(_ time: Timestamp = Timestamp(milliseconds: 1_795_417_200_000)) {
        self.time = Mutex(time)
    }

    public var now: Timestamp { time.withLock { $0 } }

    public func advance(by span: Span) {
        time.withLock { $0 = $0 + span }
    }

    public var source: TimeSource { TimeSource { self.now } }
}
