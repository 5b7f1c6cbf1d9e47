import Domain
import Storage

public enum ConfirmAuthenticatorOutcome: Sendable {
    /// Enrolled. The session goes on under this token; the user's other sessions have ended.
    case confirmed(Token)
    case refused(CodeRefusal)
    /// The key that the page showed is none any more: it has expired, was cancelled, or another took its place.
    case keyReplaced
    /// There is an authenticator already.
    case stale
}

extension Gatehouse {
    /// Enrols the pending key, when the code proves that the app has it. The code is used up.
    /// - Parameter shownKey: the mark of the key that the page showed (``Domain/TOTP/keyMark``); empty where none came along.
    public func confirmAuthenticator(
        _ signedIn: SignedIn, code typed: String, shownKey: String, visit: Visit
    ) async throws -> ConfirmAuthenticatorOutcome {
        try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            if try act.authenticators.list(of: signedIn.user.id).giveTwoFactor {
                return .unrecorded(.stale, because: "nothing changed")
            }
            guard let key = try act.enrolments.find(of: signedIn.session.id),
                shownKey.isEmpty || shownKey == TOTP(key: key).keyMark
            else { return .unrecorded(.keyReplaced, because: "nothing changed") }
            guard let code = OneTimeCode(typed: typed) else {
                return .unrecorded(.refused(.malformed(isEmpty: typed.isEmpty)), because: "no code was typed")
            }
            let totp = TOTP(key: key)
            switch totp.verify(code, at: act.now, drift: 0, for: .uncharged(because: "the page shows the key")) {
            case .fits(let step, let drift):
                return try act.enrol(
                    totp, step: step, drift: drift, of: signedIn, visit: visit)
            case .clockOff(let steps):
                return Recorded(
                    .refused(.clockOff(seconds: Int(steps) * totp.period)), act.enablingRefused(for: signedIn))
            case .wrong:
                return Recorded(.refused(.wrong), act.enablingRefused(for: signedIn))
            }
        }
    }
}

extension Act {
    fileprivate func enablingRefused(for signedIn: SignedIn) -> Activity {
        Activity(.twoFactorEnableRefused, by: actor, record: signedIn.user.id.text)
    }

    fileprivate func enrol(
        _ totp: TOTP, step: Int64, drift: Int, of signedIn: SignedIn, visit: Visit
    ) throws -> Recorded<ConfirmAuthenticatorOutcome> {
        let user = signedIn.user.id
        let methods = signedIn.session.methods.union(.oneTimeCode)
        _ = try transaction.enrolments.delete(of: signedIn.session.id)
        guard try transaction.authenticators.add(totp, for: user, step: step, drift: drift) else {
            return .unrecorded(.stale, because: "nothing was enrolled")
        }
        let token = try renewSession(signedIn, methods: methods)
        return Recorded(
            .confirmed(token),
            Activity(.twoFactorEnabled, by: visit.actor(signedIn.user, methods: methods), record: user.text))
    }
}
