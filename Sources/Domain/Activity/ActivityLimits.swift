/// How much of the log one visitor can fill in an hour. Acts upon other people are never merged: they are refused past a bound.
public enum ActivityLimits {
    /// So many of the same are entries of their own; the others of the hour become one entry with their number.
    public static let writtenSingly = 5
    /// Acts of one session: past it they are refused, because what is not recorded must not be done.
    public static let actsOfSession = 2000
    /// Completed sign-ins of one user from one address, likewise.
    public static let signInsOfUser = 1000
    public static let window = Span.hours(1)
}

/// A session, or a user, has done so much within an hour that nothing more of it is recorded: it is refused.
public struct TooManyActs: Error {
    public init() {}
}
