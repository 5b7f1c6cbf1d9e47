/// The database did not answer within the bound for one request: answer 503 and ask to come again.
///
/// Where a change was under way, it is not known to be stored and must not be acknowledged.
public struct DatabaseUnavailable: CouldNot, CustomStringConvertible {
    public let code = "the database does not answer"

    public init() {}

    public var description: String { "The database does not answer. Try again." }
}
