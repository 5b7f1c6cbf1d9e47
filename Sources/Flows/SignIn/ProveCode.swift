import Domain
import Storage

public enum ProveCodeOutcome: Sendable {
    case signedIn(OpenedSession)
    case denied(CodeDenial)
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
            if let completion = signIn.completion {
                let isRepeated =
                    try enrolled.totp.code(step: completion.step) == code
                    && act.sessions.find(opened.token.digest) != nil
                return .unrecorded(isRepeated ? .signedIn(opened) : .expired, because: "the first click was recorded")
            }
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
        let step: Int64
        switch try checkCode(code, of: enrolled, source: opening.source) {
        case .accepted(let accepted): step = accepted
        case .denied(let denied):
            let actor = opening.visit.actor(user, methods: [.password])
            return Recorded(.denied(denied.denial), all: denied.activities(.codeRefused, by: actor, user: user))
        }
        let state = SignInState.passwordProven(user.id).after(.codeAccepted(user.id))
        guard case .signedIn(_, let methods) = state, try transaction.signIns.complete(signIn.token, step: step) else {
            return .unrecorded(.expired, because: "cannot happen inside one transaction")
        }
        return Recorded(.signedIn(opened), all: try open(opening, for: user, methods: methods, opened))
    }
}
