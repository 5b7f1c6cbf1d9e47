/// The limits on guessing (ASVS 6.3.1, NIST SP 800-63B-4 §3.2.2, PCI DSS 8.3.4).
///
/// Misses of both steps are counted together, for one account and one *source* (``GuessingSource``). So a stranger can use up the
/// strangers' attempts only.
public struct GuessingLimits: Sendable, Equatable {
    /// From this miss on there is a delay.
    public var delayFrom: Int
    public var longestDelay: Span
    /// After this many misses the account and source are locked.
    public var lockAfter: Int
    public var lockDuration: Span
    /// After this many misses without a success in between, only an administrator can unlock; an authenticator is disabled.
    public var disableAfter: Int
    /// Misses towards a lock are forgotten when none came for so long, and those in a row after the longer time: of users as of
    /// names that nobody has, so that they look the same.
    public var memory: Span
    public var longMemory: Span
    /// How long a browser that has signed somebody in keeps a budget of its own.
    public var browserMemory: Span

    public init(
        delayFrom: Int, longestDelay: Span, lockAfter: Int, lockDuration: Span, disableAfter: Int, memory: Span,
        longMemory: Span, browserMemory: Span
    ) {
        self.delayFrom = delayFrom
        self.longestDelay = longestDelay
        self.lockAfter = lockAfter
        self.lockDuration = lockDuration
        self.disableAfter = disableAfter
        self.memory = memory
        self.longMemory = longMemory
        self.browserMemory = browserMemory
    }

    public static let standard = GuessingLimits(
        delayFrom: 3, longestDelay: .seconds(30), lockAfter: 10, lockDuration: .minutes(30), disableAfter: 100,
        memory: .days(1), longMemory: .days(30), browserMemory: .days(365))

    /// Of names that nobody has, so many are counted at once; the last tried stay.
    public static let mostUnknownNames = 10_000

    /// How long to wait after the `misses`-th miss: a second from the first that is delayed, and twice as long after each, up to the longest.
    public func delay(afterMisses misses: Int) -> Span {
        guard misses >= delayFrom else { return .seconds(0) }
        let doublings = min(misses - delayFrom, 30)
        return min(longestDelay, .seconds(1 << doublings))
    }
}
