import Domain
import Hashing
import Storage

/// The outcome of proving one's factors again, within a session.
public enum ProofOutcome: Sendable {
    /// The session goes on under this token; the old one is dead.
    case proven(Token)
    case passwordDenied(Denial<WrongPassword>)
    case codeDenied(Denial<CodeRefusal>)
}

extension Gatehouse {
    /// Proves the password, and a one-time code where two-factor authentication is on, before something sensitive (ASVS 7.5.1).
    public func stepUp(_ signedIn: SignedIn, password: Password, code: String, visit: Visit) async throws
        -> ProofOutcome
    {
        if signedIn.hasTwoFactor && !OneTimeCode.isTyped(code) {
            return .codeDenied(.refused(.malformed(isEmpty: code.isEmpty)))
        }
        let verdict = try await hasher.turn(lane(of: visit, known: signedIn.user.id.text), while: visit.isPresent) {
            turn in
            try await checkPassword(password, of: signedIn, action: .stepUpRefused, visit: visit, in: turn)
        }
        switch verdict {
        case .denied(let denial): return .passwordDenied(denial)
        case .right(let attempt):
            return try await givingBack(attempt) {
                try await completeStepUp(signedIn, code: code, attempt: attempt, visit: visit)
            }
        }
    }

    private func completeStepUp(
        _ signedIn: SignedIn, code: String, attempt: Attempt, visit: Visit
    ) async throws -> ProofOutcome {
        try await perform(.session, by: signedIn, visit) { act, signedIn in
            try act.refund(attempt)
            let user = signedIn.user
            var progress = try act.progress(of: user.id).after(.password, of: user.id)
            if progress.asks(.oneTimeCode) {
                guard let enrolled = try act.authenticators.totp(of: user.id),
                    let code = OneTimeCode(typed: code, digits: enrolled.totp.digits)
                else {
                    return .unrecorded(
                        .codeDenied(.refused(.malformed(isEmpty: code.isEmpty))), because: "no code was typed")
                }
                let source = try act.source(of: user, visit: visit)
                if case .denied(let denied) = try act.prove(code, of: enrolled, source: source) {
                    return Recorded(
                        .codeDenied(denied.denial), all: denied.activities(.stepUpRefused, by: act.actor, user: user))
                }
                progress = progress.after(.oneTimeCode, of: user.id)
            }
            let methods = AuthenticationMethods(progress.proven)
            let token = Token(from: act.random)
            try act.sessions.rotate(signedIn.session.id, to: token.digest, methods: methods, provenAt: act.now)
            try act.guessing.clear(try act.source(of: user, visit: visit))
            let actor = visit.actor(user, methods: methods)
            return Recorded(
                .proven(token), Activity(.stepUpCompleted, by: actor, record: signedIn.session.id.text))
        }
    }
}
