import Domain
import Storage

public enum ProveCodeOutcome: Sendable {
    case signedIn(OpenedSession)
    case refused(CodeRefusal)
    case limited(GuessingRefusal)
    /// The sign-in took too long, was finished, or the user's authenticator is gone: begin anew.
    case expired
}

extension Gatehouse {
    /// The second step: everything in one transaction, so that a time step is consumed and the session opened together or not at all.
    ///
    /// The second click on the code that completed this sign-in gets the same session again, for ten seconds; no second one is opened.
    public func proveCode(
        _ typed: String, signIn token: Token, visit: Visit, language: Language?, replacing: Token?
    ) async throws -> ProveCodeOutcome {
        let policy = policy
        return try await perform { transaction in
            guard let signIn = try transaction.signIns.find(token.digest),
                let enrolled = try transaction.authenticators.totp(of: signIn.user.id)
            else { return .unrecorded(.expired, because: "nothing was proven and nothing changed") }
            guard let code = OneTimeCode(typed: typed, digits: enrolled.totp.digits) else {
                return .unrecorded(
                    .refused(.malformed(isEmpty: typed.isEmpty)), because: "it was no attempt: no code was typed")
            }
            let source = try transaction.source(of: signIn.user, visit: visit, policy: policy)
            let opened = OpenedSession(
                token: token.derived(salt: signIn.salt, purpose: "gatehouse session"),
                language: language ?? signIn.user.details.language,
                browser: KnownBrowserRenewal(
                    token: token.derived(salt: signIn.salt, purpose: "gatehouse known browser"),
                    replaced: source.knownBrowser))
            if let completion = signIn.completion {
                let isRepeated =
                    try enrolled.totp.code(step: completion.step) == code
                    && transaction.sessions.find(opened.token.digest) != nil
                return .unrecorded(isRepeated ? .signedIn(opened) : .expired, because: "the first click was recorded")
            }
            let opening = SessionOpening(
                visit: visit, language: language, replacing: replacing, source: source)
            return try transaction.complete(
                signIn, with: code, of: enrolled, opening: opening, opened: opened)
        }
    }
}

extension Transaction {
    fileprivate func complete(
        _ signIn: SignIn, with code: OneTimeCode, of enrolled: EnrolledTOTP, opening: SessionOpening,
        opened: OpenedSession
    ) throws -> Recorded<ProveCodeOutcome> {
        let user = signIn.user
        let attempt = try checkCode(code, of: enrolled, source: opening.source)
        guard case .accepted(let step) = attempt else {
            return try refused(
                attempt, code: .codeRefused, by: opening.visit.actor(user, methods: [.password]), user: user)
        }
        let state = SignInState.passwordProven(user.id).after(.codeAccepted(user.id))
        guard case .signedIn(_, let methods) = state, try signIns.complete(signIn.token, step: step) else {
            return .unrecorded(.expired, because: "cannot happen inside one transaction")
        }
        return Recorded(.signedIn(opened), all: try open(opening, for: user, methods: methods, opened))
    }

    private func refused(
        _ attempt: CodeAttempt, code action: Action, by actor: Actor, user: User
    ) throws -> Recorded<ProveCodeOutcome> {
        let activities = attempt.activities(action, by: actor, user: user)
        switch attempt {
        case .limited(let refusal): return Recorded(.limited(refusal), all: activities)
        case .refused(let refusal): return Recorded(.refused(refusal), all: activities)
        case .lockedNow(let lock): return Recorded(.limited(lock), all: activities)
        case .accepted: return .unrecorded(.expired, because: "an accepted code is not refused")
        }
    }
}
