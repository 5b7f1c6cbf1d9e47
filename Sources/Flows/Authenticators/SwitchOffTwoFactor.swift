import Domain
import Storage

public enum SwitchOffOutcome: Sendable {
    /// Off. The session goes on under this token; the user's other sessions have ended.
    case disabled(Token)
    case denied(CodeDenial)
    /// It was off already.
    case stale
}

extension Gatehouse {
    /// Switches two-factor authentication off with a code of the authenticator, and erases its key.
    public func switchOffTwoFactor(_ signedIn: SignedIn, code typed: String, visit: Visit) async throws
        -> SwitchOffOutcome
    {
        try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            let user = signedIn.user
            guard let enrolled = try act.authenticators.totp(of: user.id) else {
                return .unrecorded(.stale, because: "nothing changed")
            }
            guard let code = OneTimeCode(typed: typed, digits: enrolled.totp.digits) else {
                return .unrecorded(.denied(.refused(.malformed(isEmpty: typed.isEmpty))), because: "no code was typed")
            }
            let source = try act.source(of: user, visit: visit)
            if case .denied(let denied) = try act.checkCode(code, of: enrolled, source: source) {
                return Recorded(
                    .denied(denied.denial),
                    all: denied.activities(.twoFactorDisableRefused, by: act.actor, user: user))
            }
            let token = try act.renewSession(signedIn, methods: signedIn.session.methods)
            try act.guessing.refund(source)
            _ = try act.authenticators.deleteAll(of: user.id)
            return Recorded(
                .disabled(token), Activity(.twoFactorDisabled, by: act.actor, record: user.id.text))
        }
    }
}
