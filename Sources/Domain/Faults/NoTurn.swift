/// Why somebody got no turn at hashing. Nothing was looked at.
public enum NoTurn: Error {
    /// Too many wait, or it took too long: answer 503 and ask to come again.
    case busy
    /// Nobody waits for the answer any more.
    case abandoned
}
