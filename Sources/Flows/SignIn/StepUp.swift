import Domain
import Hashing
import Storage

/// The outcome of proving one's factors again, within a session.
public enum ProofOutcome: Sendable {
    /// The session goes on under this token; the old one is dead.
    case proven(Token)
    case wrongPassword
    case denied(CodeDenial)
}

extension Gatehouse {
    /// Proves the password, and a one-time code where two-factor authentication is on, before something sensitive (ASVS 7.5.1).
    public func stepUp(_ signedIn: SignedIn, password: Password, code: String, visit: Visit) async throws
        -> ProofOutcome
    {
        if signedIn.hasTwoFactor && !OneTimeCode.isTyped(code) {
            return .denied(.refused(.malformed(isEmpty: code.isEmpty)))
        }
        let verdict = try await hasher.turn(lane(of: visit, known: signedIn.user.id.text), while: visit.isPresent) {
            turn in
            try await checkPassword(password, of: signedIn, action: .stepUpRefused, visit: visit, in: turn)
        }
        switch verdict {
        case .wrong: return .wrongPassword
        case .limited(let refusal): return .denied(.limited(refusal))
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
            let user = signedIn.user.id
            let enrolled = Set(try act.authenticators.list(of: user).map(\.kind))
            var progress = SignInProgress(of: user, enrolled: enrolled).after(.password, of: user)
            try act.refund(attempt)
            if let enrolled = try act.authenticators.totp(of: user) {
                guard let code = OneTimeCode(typed: code, digits: enrolled.totp.digits) else {
                    return .unrecorded(
                        .denied(.refused(.malformed(isEmpty: code.isEmpty))), because: "no code was typed")
                }
                let source = try act.source(of: signedIn.user, visit: visit)
                if case .denied(let denied) = try act.checkCode(code, of: enrolled, source: source) {
                    return Recorded(
                        .denied(denied.denial),
                        all: denied.activities(.stepUpRefused, by: act.actor, user: signedIn.user))
                }
                progress = progress.after(.oneTimeCode, of: user)
            }
            guard case .complete(let methods) = progress.next else {
                return .unrecorded(.denied(.refused(.malformed(isEmpty: code.isEmpty))), because: "no code was typed")
            }
            let token = Token(from: act.random)
            try act.sessions.rotate(signedIn.session.id, to: token.digest, methods: methods, provenAt: act.now)
            try act.guessing.clear(try act.source(of: signedIn.user, visit: visit))
            return Recorded(
                .proven(token),
                Activity(
                    .stepUpCompleted, by: visit.actor(signedIn.user, methods: methods), record: signedIn.session.id.text
                ))
        }
    }
}
