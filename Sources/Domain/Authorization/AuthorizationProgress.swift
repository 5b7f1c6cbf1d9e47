/// How far a request is, judged by everything that is known at this moment: the one state machine of a request. What it says holds for the
/// transaction that asked, and is asked again in the one that gives a code.
public struct AuthorizationProgress: Sendable {
    public var request: AuthorizationRequest
    public var policy: ApplicationPolicy
    public var agreement: Agreement
    /// When the request came.
    public var madeAt: Timestamp
    /// Who is signed in in this browser, with a session that lives; nil for nobody.
    public var signedIn: SignedIn?
    public var address: String
    /// Since when the person has agreed to this very request; nil while they have not.
    public var confirmedAt: Timestamp?
    /// What the person has agreed to before.
    public var consented: Set<Scope>

    public init(
        request: AuthorizationRequest, policy: ApplicationPolicy, agreement: Agreement, madeAt: Timestamp,
        signedIn: SignedIn?, address: String, confirmedAt: Timestamp?, consented: Set<Scope>
    ) {
        self.request = request
        self.policy = policy
        self.agreement = agreement
        self.madeAt = madeAt
        self.signedIn = signedIn
        self.address = address
        self.confirmedAt = confirmedAt
        self.consented = consented
    }
}

/// What a request lacks.
public enum AuthorizationStep: Sendable {
    /// Nobody is signed in.
    case signIn
    /// Somebody is, and the application has said that it must be somebody else.
    case otherUser(SignedIn)
    /// All factors must be proven again, or for the first time since the second one was enrolled.
    case prove
    /// Two factors are needed, and the user has one.
    case enrol(SignedIn)
    /// The person must agree.
    case confirm(Agreement, SignedIn)
    /// - Parameter ApplicationRefusal: why it is not for this person, where that is the reason.
    case refuse(AuthorizationProblem, ApplicationRefusal?)
    case grant(SignedIn)
}

extension AuthorizationProgress {
    public func next(at now: Timestamp) -> AuthorizationStep {
        let step = step(at: now)
        guard request.prompts.contains(.none) else { return step }
        return switch step {
        case .signIn, .otherUser:
            .refuse(AuthorizationProblem(.loginRequired, "nobody who is wanted is signed in"), nil)
        case .prove: .refuse(AuthorizationProblem(.loginRequired, "the factors must be proven again"), nil)
        case .enrol: .refuse(unmet, nil)
        case .confirm(.consent, _): .refuse(AuthorizationProblem(.consentRequired, "the person has not agreed"), nil)
        case .confirm: .refuse(AuthorizationProblem(.interactionRequired, "the person must choose"), nil)
        case .refuse, .grant: step
        }
    }

    private var unmet: AuthorizationProblem {
        request.level == nil
            ? AuthorizationProblem(.interactionRequired, "a second factor must be enrolled first")
            : AuthorizationProblem(.unmetAuthenticationRequirements, "a second factor must be enrolled first")
    }

    /// What would be asked of somebody who may be asked.
    private func step(at now: Timestamp) -> AuthorizationStep {
        guard let signedIn else { return .signIn }
        let (user, session) = (signedIn.user, signedIn.session)
        if let wanted = request.claims.user, wanted != user.id { return .otherUser(signedIn) }
        let decision = policy.decide(
            user, methods: session.methods, provenAt: session.provenAt, address: address, at: now)
        if case .refused(let refusal) = decision {
            return .refuse(AuthorizationProblem(.accessDenied, "not for this person"), refusal)
        }
        if !isLevelReached(by: session) { return signedIn.hasTwoFactor ? .prove : .enrol(signedIn) }
        if decision == .stepUp || !isProofRecent(session, at: now) { return .prove }
        return agreementNeeded.map { .confirm($0, signedIn) } ?? .grant(signedIn)
    }

    private func isLevelReached(by session: Session) -> Bool {
        let needed = max(policy.level, request.level ?? .oneFactor)
        return session.methods.level.map { $0 >= needed } ?? false
    }

    /// By what the request says; what the policy says is the policy's to judge. A proof that was given because of the request is younger
    /// than it, and is recent however long the person takes from there.
    private func isProofRecent(_ session: Session, at now: Timestamp) -> Bool {
        if session.provenAt >= madeAt { return true }
        if request.prompts.contains(.login) { return false }
        guard let maximumAge = request.maximumAge else { return true }
        return maximumAge > .seconds(0) && now - session.provenAt <= maximumAge
    }

    private var agreementNeeded: Agreement? {
        if confirmedAt != nil { return nil }
        if request.prompts.contains(.consent) { return .consent }
        if agreement == .consent, !consented.isSuperset(of: request.revealed) { return .consent }
        // Anybody on the machine can wait for a native application's answer; and who is asked to choose chooses.
        return agreement == .click || request.prompts.contains(.selectAccount) ? .click : nil
    }
}
