import Domain
import Storage

public enum SwitchOffOutcome: Sendable {
    /// Off. The session goes on under this token; the user's other sessions have ended.
    case disabled(Token)
    case refused(CodeRefusal)
    case limited(GuessingRefusal)
    /// It was off already.
    case stale
}

extension Gatehouse {
    /// Switches two-factor authentication off with a code of the authenticator, and erases its key.
    public func switchOffTwoFactor(_ signedIn: SignedIn, code typed: String, visit: Visit) async throws
        -> SwitchOffOutcome
    {
        let policy = policy
        return try await perform { transaction in
            let user = signedIn.user
            guard let enrolled = try transaction.authenticators.totp(of: user.id) else {
                return .unrecorded(.stale, because: "nothing changed")
            }
            guard let code = OneTimeCode(typed: typed, digits: enrolled.totp.digits) else {
                return .unrecorded(.refused(.malformed(isEmpty: typed.isEmpty)), because: "no code was typed")
            }
            let source = try transaction.source(of: user, visit: visit, policy: policy)
            let attempt = try transaction.checkCode(code, of: enrolled, source: source)
            guard case .accepted = attempt else {
                let activities = attempt.activities(.twoFactorDisableRefused, by: visit.actor(signedIn), user: user)
                return Recorded(attempt.switchOffOutcome, all: activities)
            }
            guard let token = try transaction.renewSession(signedIn, methods: signedIn.session.methods) else {
                return .unrecorded(.stale, because: "the end of the session was recorded")
            }
            try transaction.guessing.refund(source)
            _ = try transaction.authenticators.deleteAll(of: user.id)
            return Recorded(
                .disabled(token), Activity(.twoFactorDisabled, by: visit.actor(signedIn), record: user.id.text))
        }
    }
}

extension CodeAttempt {
    fileprivate var switchOffOutcome: SwitchOffOutcome {
        switch self {
        case .accepted: .stale
        case .refused(let refusal): .refused(refusal)
        case .lockedNow(let lock): .limited(lock)
        case .limited(let refusal): .limited(refusal)
        }
    }
}
