/// The limits on guessing (ASVS 6.3.1, NIST SP 800-63B-4 §3.2.2, PCI DSS 8.3.4).
///
/// Misses of both steps are counted together, for one account and one *source* (``GuessingSource``). So a stranger can use up the
/// strangers' attempts only.
public enum Guessing {
    /// From this miss on there is a delay.
    public static let delayFrom = 3
    /// After this many misses the account and source are locked.
    public static let lockAfter = 10
    public static let lockDuration = Span.minutes(30)
    /// Misses towards a lock are forgotten when none came for so long, and those in a row after the longer time: of users as of
    /// names that nobody has, so that they look the same.
    public static let memory = Span.days(1)
    public static let longMemory = Span.days(30)
    /// After this many misses without a success in between, only an administrator can unlock; an authenticator is disabled.
    public static let disableAfter = 100

    /// Of names that nobody has, so many are counted at once; the last tried stay.
    public static let mostUnknownNames = 10_000

    public static let longestDelay = Span.seconds(30)

    /// How long to wait after the `misses`-th miss: nothing for two, then 1, 2, 4, 8, 16 and 30 seconds.
    public static func delay(afterMisses misses: Int) -> Span {
        guard misses >= delayFrom else { return .seconds(0) }
        return .seconds(min(30, 1 << min(misses - delayFrom, 5)))
    }
}

/// Whose attempts are counted together.
public struct GuessingSource: Hashable, Sendable {
    /// Where attempts come from, as far as an account tells places apart.
    public enum Place: Hashable, Sendable {
        /// A browser that has signed this user in before, at the address where it did so last, or elsewhere: who copies its cookie and
        /// guesses from elsewhere uses up another budget than the one of the desk.
        case knownBrowser(TokenDigest, isElsewhere: Bool)
        /// One of the ranges of the floor, where browsers forget: all of a range is one source.
        case floor(AddressRange)
        /// Everywhere else, together.
        case elsewhere
    }

    /// A user's id, or a digest of a name that no user has: strangers' names are limited as well, and look the same.
    public var account: String
    public var place: Place

    public init(account: String, place: Place) {
        self.account = account
        self.place = place
    }
}

/// Why an attempt is not even looked at.
public enum GuessingRefusal: Equatable, Sendable {
    case wait(Span)
    case locked(until: Timestamp)
    /// Until an administrator unlocks.
    case lockedForGood
}
