/// What a sign-in has shown so far, beside what is asked of its user: the one state machine.
///
/// Its only way to *complete* leads through everything that is asked. What is enrolled and what is required are read anew at every event:
/// an authenticator enrolled while a sign-in is half done is asked of it too.
public struct SignInProgress: Equatable, Sendable {
    public let user: UserID
    public private(set) var proven: Set<Proof>
    public var enrolled: Set<AuthenticatorKind>
    public var requirement: Requirement

    public init(
        of user: UserID, proven: Set<Proof> = [], enrolled: Set<AuthenticatorKind>, requirement: Requirement = .none
    ) {
        self.user = user
        self.proven = proven
        self.enrolled = enrolled
        self.requirement = requirement
    }

    /// What is asked next: the proofs of what there is, then what is to be changed about it.
    public func next(at now: Timestamp) -> SignInStep {
        if let asked { return .prove(oneOf: asked) }
        if let due = requirement.secondFactorDue, due <= now, enrolled.isEmpty { return .enrol(by: due) }
        return requirement.newPassword ? .newPassword : .complete(AuthenticationMethods(proven))
    }

    /// Any of these is asked now; nil when all that there is has been shown.
    private var asked: Set<Proof>? {
        guard proven.contains(.password) else { return [.password] }
        let second = Set(enrolled.map(\.proof))
        return second.isEmpty || !second.isDisjoint(with: proven) ? nil : second
    }

    /// Whether this proof is asked now: what is not asked for is not even looked at.
    public func asks(_ proof: Proof) -> Bool { asked?.contains(proof) == true }

    /// With a proof that was accepted. Total: one of another user, or one that is not asked for now, changes nothing.
    public func after(_ proof: Proof, of owner: UserID) -> SignInProgress {
        guard owner == user, asks(proof) else { return self }
        var progress = self
        progress.proven.insert(proof)
        return progress
    }
}

/// What a sign-in asks next.
public enum SignInStep: Equatable, Sendable {
    case prove(oneOf: Set<Proof>)
    /// Two factors are required since then, and there is nothing that could prove a second one.
    case enrol(by: Timestamp)
    case newPassword
    /// Signed in, by these.
    case complete(AuthenticationMethods)
}
