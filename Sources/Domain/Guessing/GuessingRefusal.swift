/// Why an attempt is not even looked at.
public enum GuessingRefusal: Equatable, Sendable {
    case wait(Span)
    case locked(until: Timestamp)
    /// Until an administrator unlocks.
    case lockedForGood
}
