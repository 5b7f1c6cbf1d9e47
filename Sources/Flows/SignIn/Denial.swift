import Domain

/// Why somebody gets no further with what they have typed: what every outcome that asks for a proof shares.
public enum Denial<Refusal: Sendable>: Sendable {
    /// It was looked at.
    case refused(Refusal)
    /// Not looked at, or wrong and now there were too many.
    case limited(GuessingRefusal)
}

extension Denial: Equatable where Refusal: Equatable {}

/// A password that is not the user's. Where nobody is signed in: whatever was wrong, the name, the password, or the user is inactive; nobody
/// is told which.
public struct WrongPassword: Equatable, Sendable {}

/// Why a one-time code was not accepted, in the words of the person who typed it.
public enum CodeRefusal: Sendable, Equatable {
    case malformed(isEmpty: Bool)
    case wrong
    /// It is right, and was used before.
    case used
    /// It is right, but a later one was accepted while the server's clock was ahead: none is, until that time comes.
    case serverClockWasAhead
    /// The phone's clock is behind (−) or ahead (+) by so many seconds.
    case clockOff(seconds: Int)
    /// The authenticator is disabled after so many wrong codes: an administrator must switch two-factor authentication off for this user.
    case blocked(after: Int, isNew: Bool)
}
