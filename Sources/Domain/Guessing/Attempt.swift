/// Something typed that may be looked at: it is charged already. Whatever compares asks for one, so that nothing is compared without.
public struct Attempt: Sendable {
    /// What it is charged to; nil where guessing gains nothing.
    public let source: GuessingSource?

    /// Made where an attempt is charged, and nowhere else.
    package init(chargedTo source: GuessingSource) {
        self.source = source
    }

    /// - Parameter because: why guessing gains nothing.
    public static func uncharged(because: StaticString) -> Attempt {
        Attempt()
    }

    private init() {
        source = nil
    }
}
