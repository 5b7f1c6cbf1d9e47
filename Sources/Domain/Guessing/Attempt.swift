/// Something typed that may be looked at: it is charged already. Whatever compares asks for one, so that nothing is compared without.
public struct Attempt: Sendable {
    /// What it is charged to, and when; nil where guessing gains nothing.
    public let charged: (to: GuessingSource, at: Timestamp)?

    /// Made where an attempt is charged, and nowhere else.
    package init(chargedTo source: GuessingSource, at time: Timestamp) {
        charged = (source, time)
    }

    /// - Parameter because: why guessing gains nothing.
    public static func uncharged(because: StaticString) -> Attempt {
        Attempt()
    }

    private init() {
        charged = nil
    }
}
