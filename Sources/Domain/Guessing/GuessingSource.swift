/// Whose attempts are counted together.
public struct GuessingSource: Hashable, Sendable {
    /// Where attempts come from, as far as an account tells places apart.
    public enum Place: Hashable, Sendable {
        /// A browser that has signed this user in before, in the network where it did so last, or elsewhere: who copies its cookie and
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
