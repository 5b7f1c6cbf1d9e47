/// The database did not do it within the bound for one request: answer 503 and ask to come again.
///
/// Where a change was under way, it is not known to be stored and must not be acknowledged.
public struct DatabaseUnavailable: CouldNot, CustomStringConvertible, Equatable {
    /// What is in the way, as far as it is known.
    public let code: String

    public init(_ code: String = "the database does not answer") {
        self.code = code
    }

    public var description: String { "It cannot be used now: \(code). Try again." }
}
