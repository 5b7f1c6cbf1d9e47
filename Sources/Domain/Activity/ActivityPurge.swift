/// How entries of the log are deleted by age. One reading of a clock that is wrong must not empty the log: it is believed only where the
/// log itself was written at about the same time, and even then little is deleted a day.
public enum ActivityPurge: Sendable, Equatable {
    /// Nothing is old enough, or enough was deleted today.
    case nothing
    /// Entries from before this moment.
    case before(Timestamp)
    /// The clock is so far after the last entry that is at least a day old; where there is none, after the newest.
    case held(Span)

    public static let interval = Span.days(1)
    /// The time of which entries are deleted a day: more than a day, so that a server that stood still catches up.
    public static let mostADay = Span.days(2)
    /// Over a long weekend nothing may be done anywhere.
    public static let longestSilence = Span.days(4)

    /// - Parameters:
    ///   - oldest: of all entries.
    ///   - witness: the newest entry that was at least ``interval`` old: what is written today may be written by the same wrong clock.
    public init(at now: Timestamp, oldest: Timestamp?, witness: Timestamp?, lastPurge: Timestamp?) {
        guard let oldest, oldest < now - Activity.retention else {
            self = .nothing
            return
        }
        guard let witness, now - witness <= Self.longestSilence else {
            self = .held(now - (witness ?? oldest))
            return
        }
        let isDone = lastPurge.map { now - $0 < Self.interval } ?? false
        self = isDone ? .nothing : .before(min(now - Activity.retention, oldest + Self.mostADay))
    }
}
