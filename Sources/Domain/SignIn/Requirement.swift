/// What is asked of a user beyond the proofs of what they have. The policy asks nothing of anybody yet.
public struct Requirement: Equatable, Sendable {
    /// From when on a sign-in ends only with two factors; nil where everybody decides for themselves.
    public var secondFactorDue: Timestamp?
    /// The password must be changed before anything else.
    public var newPassword: Bool

    public init(secondFactorDue: Timestamp? = nil, newPassword: Bool = false) {
        self.secondFactorDue = secondFactorDue
        self.newPassword = newPassword
    }

    public static let none = Requirement()
}
