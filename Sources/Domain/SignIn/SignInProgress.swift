/// What a sign-in has shown so far, beside what is asked of its user: the one state machine.
///
/// Its only way to *complete* leads through every proof that is asked. What is enrolled is read anew at every event: an authenticator
/// enrolled while a sign-in is half done is asked of it too.
public struct SignInProgress: Equatable, Sendable {
    public let user: UserID
    public private(set) var proven: AuthenticationMethods
    public var enrolled: Set<AuthenticatorKind>

    public init(of user: UserID, proven: AuthenticationMethods = [], enrolled: Set<AuthenticatorKind>) {
        self.user = user
        self.proven = proven
        self.enrolled = enrolled
    }

    /// What is still missing.
    public var next: SignInStep {
        guard proven.contains(.password) else { return .prove(oneOf: [.password]) }
        let second = Set(enrolled.map(\.proof))
        let isShown = second.contains { proven.contains($0.method) }
        return second.isEmpty || isShown ? .complete(proven) : .prove(oneOf: second)
    }

    /// With a proof that was accepted. Total: one of another user, or one that is not asked for now, changes nothing.
    public func after(_ proof: Proof, of owner: UserID) -> SignInProgress {
        guard owner == user, case .prove(let asked) = next, asked.contains(proof) else { return self }
        var progress = self
        progress.proven.insert(proof.method)
        return progress
    }
}

/// What a sign-in asks next.
public enum SignInStep: Equatable, Sendable {
    case prove(oneOf: Set<Proof>)
    /// Signed in, by these.
    case complete(AuthenticationMethods)
}
