import Domain
import Storage

public enum ProveCodeOutcome: Sendable {
    case signedIn(OpenedSession)
    case denied(Denial<CodeRefusal>)
    /// The sign-in took too long, was finished, or the user's authenticator is gone: begin anew.
    case expired
}

extension Gatehouse {
    /// The second step: everything in one transaction, so that a time step is consumed and the session opened together or not at all.
    ///
    /// The second click on the code that completed this sign-in gets the same session again, for ten seconds; no second one is opened, and
    /// another code ends it.
    public func proveCode(
        _ typed: String, signIn token: Token, visit: Visit, language: Language?, replacing: Token?
    ) async throws -> ProveCodeOutcome {
        let need = Need.nothing(because: "whoever has the code signs in by it")
        return try await perform(need, by: .stranger(visit)) { act in
            guard let signIn = try act.signIns.find(token.digest),
                let enrolled = try act.authenticators.totp(of: signIn.user.id)
            else { return .unrecorded(.expired, because: "nothing was proven and nothing changed") }
            guard let code = OneTimeCode(typed: typed, digits: enrolled.totp.digits) else {
                return .unrecorded(
                    .denied(.refused(.malformed(isEmpty: typed.isEmpty))),
                    because: "it was no attempt: no code was typed")
            }
            let source = try act.source(of: signIn.user, visit: visit)
            let opened = OpenedSession(
                token: token.derived(salt: signIn.salt, purpose: "gatehouse session"),
                language: language ?? signIn.user.details.language,
                browser: KnownBrowserRenewal(
                    token: token.derived(salt: signIn.salt, purpose: "gatehouse known browser"),
                    replaced: source.knownBrowser))
            if signIn.completedBy != nil { return try act.repeatClick(code, of: signIn, opened, visit: visit) }
            let opening = SessionOpening(
                visit: visit, language: language, replacing: replacing, source: source)
            return try act.complete(
                signIn, with: code, of: enrolled, opening: opening, opened: opened)
        }
    }
}

extension Act {
    fileprivate func complete(
        _ signIn: SignIn, with code: OneTimeCode, of enrolled: EnrolledTOTP, opening: SessionOpening,
        opened: OpenedSession
    ) throws -> Recorded<ProveCodeOutcome> {
        let user = signIn.user
        // Nothing is compared that would lead nowhere.
        let progress = try progress(of: user.id, proven: signIn.proven)
        guard progress.asks(.oneTimeCode),
            case .complete(let methods) = progress.after(.oneTimeCode, of: user.id).next(at: transaction.now)
        else { return .unrecorded(.expired, because: "a code is not what it lacks") }
        if case .denied(let denied) = try prove(code, of: enrolled, source: opening.source) {
            let actor = opening.visit.actor(user, methods: AuthenticationMethods(signIn.proven))
            return Recorded(.denied(denied.denial), all: denied.activities(.codeRefused, by: actor, user: user))
        }
        guard try code.reveal({ try transaction.signIns.complete(signIn.token, with: .oneTimeCode, by: $0) })
        else { return .unrecorded(.expired, because: "another completed it") }
        return Recorded(.signedIn(opened), all: try open(opening, for: user, methods: methods, opened))
    }

    /// A sign-in that is complete answers the second click on the same code. The first other code ends that: what is compared here is
    /// charged like any attempt, and there is one wrong one.
    fileprivate func repeatClick(
        _ code: OneTimeCode, of signIn: SignIn, _ opened: OpenedSession, visit: Visit
    ) throws -> Recorded<ProveCodeOutcome> {
        // The browser is known by now, and may have sent this before it knew.
        let source = try source(of: signIn.user, visit: visit, known: opened.browser.token)
        let attempt: Attempt
        switch try charge(source) {
        case .limited(let refusal):
            return .unrecorded(.denied(.limited(refusal)), because: "the lock was recorded")
        case .attempt(let charged): attempt = charged
        }
        guard try code.reveal({ try transaction.signIns.isRepetition($0, of: signIn, for: attempt) }) else {
            try transaction.signIns.close(signIn.token)
            let actor = visit.actor(signIn.user, methods: [.password])
            return Recorded(.expired, Activity(.codeRefused, by: actor, record: signIn.user.id.text))
        }
        try refund(attempt)
        let isAlive = try transaction.sessions.find(opened.token.digest) != nil
        return .unrecorded(isAlive ? .signedIn(opened) : .expired, because: "the first click was recorded")
    }
}
