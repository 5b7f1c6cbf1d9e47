/// Why a field of an application cannot be as it was typed.
public enum ApplicationProblem: Sendable, Hashable {
    case missing
    case tooLong
    case malformed
    /// Another application has it.
    case taken
    /// Applications of this template have no such thing.
    case notOfTemplate
    case tooMany(most: Int)
    case outOfRange(ClosedRange<Int>)
    /// A character that nobody sees and that no script asks for.
    case unseen(UnseenCharacter)
    /// One line of several is no good address.
    case address(String, RedirectAddressProblem)
    /// One line is an address of a kind that the template does not take.
    case addressKind(String)
    /// One line is no address, or range of addresses, that somebody could come from.
    case range(String)
    /// One line is no scope.
    case scope(String)
}

/// Everything that is wrong with an application, by field.
public struct ApplicationProblems: Error, Sendable, Equatable {
    public private(set) var byField: [ApplicationField: [ApplicationProblem]] = [:]

    public init() {}

    public var isEmpty: Bool { byField.isEmpty }

    /// In the order in which they are told; none where the field is good.
    public subscript(field: ApplicationField) -> [ApplicationProblem] { byField[field] ?? [] }

    public mutating func add(_ others: ApplicationProblems) {
        byField.merge(others.byField) { $0 + $1 }
    }

    public mutating func add(_ problem: ApplicationProblem, to field: ApplicationField) {
        byField[field, default: []].append(problem)
    }
}
