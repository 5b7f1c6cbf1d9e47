import Domain
import Storage

/// The outcome of proving one's factors again, within a session.
public enum ProofOutcome: Sendable {
    /// The session goes on under this token; the old one is dead.
    case proven(Token)
    case wrongPassword
    case refused(CodeRefusal)
    case limited(GuessingRefusal)
    /// The session ended meanwhile.
    case sessionEnded
}

extension Gatehouse {
    /// Proves the password, and a one-time code where two-factor authentication is on, before something sensitive (ASVS 7.5.1).
    public func stepUp(_ signedIn: SignedIn, password: Password, code: String, visit: Visit) async throws
        -> ProofOutcome
    {
        if signedIn.hasTwoFactor && OneTimeCode(typed: code) == nil {
            return .refused(.malformed(isEmpty: code.isEmpty))
        }
        let verdict = try await hasher.turn(.known(account: signedIn.user.id.text), while: visit.isPresent) { turn in
            try await checkPassword(password, of: signedIn, action: .stepUpRefused, visit: visit, in: turn)
        }
        guard case .right(let source) = verdict else { return verdict.refusal }
        return try await givingBack(source) {
            try await completeStepUp(signedIn, code: code, source: source, visit: visit)
        }
    }

    private func completeStepUp(
        _ signedIn: SignedIn, code: String, source: GuessingSource, visit: Visit
    ) async throws -> ProofOutcome {
        try await perform { transaction in
            let actor = visit.actor(signedIn)
            var methods: AuthenticationMethods = [.password]
            try transaction.guessing.refund(source)
            if let enrolled = try transaction.authenticators.totp(of: signedIn.user.id) {
                guard let code = OneTimeCode(typed: code, digits: enrolled.totp.digits) else {
                    return .unrecorded(.refused(.malformed(isEmpty: code.isEmpty)), because: "no code was typed")
                }
                let attempt = try transaction.checkCode(code, of: enrolled, source: source)
                guard case .accepted = attempt else {
                    return Recorded(
                        attempt.proofOutcome, all: attempt.activities(.stepUpRefused, by: actor, user: signedIn.user))
                }
                methods.insert(.oneTimeCode)
            }
            let token = Token(from: transaction.random)
            guard
                try transaction.sessions.rotate(
                    signedIn.session.id, to: token.digest, methods: methods, provenAt: transaction.now)
            else { return .unrecorded(.sessionEnded, because: "the end of the session was recorded") }
            try transaction.guessing.clear(source)
            return Recorded(
                .proven(token),
                Activity(
                    .stepUpCompleted, by: visit.actor(signedIn.user, methods: methods), record: signedIn.session.id.text
                ))
        }
    }
}

extension CodeAttempt {
    var proofOutcome: ProofOutcome {
        switch self {
        case .accepted: .sessionEnded
        case .refused(let refusal): .refused(refusal)
        case .lockedNow(let lock): .limited(lock)
        case .limited(let refusal): .limited(refusal)
        }
    }
}
