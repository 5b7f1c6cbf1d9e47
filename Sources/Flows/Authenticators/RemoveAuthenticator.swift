import Domain
import Storage

public enum RemoveAuthenticatorOutcome: Sendable {
    /// Gone. The session goes on under this token; the user's other sessions have ended.
    case removed(Token)
    case denied(Denial<CodeRefusal>)
    /// It was gone already.
    case stale
}

extension Gatehouse {
    /// Removes the authenticator app with one of its codes, and erases its key.
    public func removeAuthenticator(
        _ signedIn: SignedIn, code typed: String, visit: Visit
    ) async throws -> RemoveAuthenticatorOutcome {
        try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            let user = signedIn.user
            guard let enrolled = try act.authenticators.totp(of: user.id) else {
                return .unrecorded(.stale, because: "nothing changed")
            }
            guard let code = OneTimeCode(typed: typed, digits: enrolled.totp.digits) else {
                return .unrecorded(.denied(.refused(.malformed(isEmpty: typed.isEmpty))), because: "no code was typed")
            }
            let source = try act.source(of: user, visit: visit)
            if case .denied(let denied) = try act.prove(code, of: enrolled, source: source) {
                return Recorded(
                    .denied(denied.denial),
                    all: denied.activities(.twoFactorDisableRefused, by: act.actor, user: user))
            }
            let token = try act.renewSession(signedIn, methods: signedIn.session.methods)
            try act.guessing.refund(source, chargedAt: act.now)
            try act.authenticators.delete(enrolled.id)
            return Recorded(
                .removed(token), Activity(.twoFactorDisabled, by: act.actor, record: user.id.text))
        }
    }
}
