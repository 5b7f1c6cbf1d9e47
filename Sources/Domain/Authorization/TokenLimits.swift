/// How long what applications get is good for. Checked at every use.
public enum TokenLimits {
    /// How long a person may take, from the application's request to its answer.
    public static let request = Span.minutes(30)
    /// So many may wait at once: anybody can make one.
    public static let mostRequests = 20_000
    /// RFC 6749 §4.1.2 recommends at most ten minutes.
    public static let code = Span.seconds(60)
    public static let accessToken = Span.minutes(10)
    public static let idToken = Span.minutes(10)
    /// Access that outlasts the session: in all, and unused.
    public static let offline = Span.days(30)
    public static let offlineIdle = Span.days(7)
    /// How long a refresh token that was used works once more: for the answer that got lost on its way.
    public static let lostAnswer = Span.seconds(30)
    /// How long a redeemed code is remembered, so that its second use is noticed.
    public static let redeemedCode = Span.hours(24)
}
