import Domain
import Storage

extension Gatehouse {
    /// Gives up a sign-in after its first step.
    public func cancelSignIn(_ token: Token, visit: Visit) async throws {
        try await perform(.nothing(because: "whoever began it may give it up"), by: .stranger(visit)) { act in
            guard let signIn = try act.signIns.find(token.digest), try act.signIns.delete(token.digest)
            else { return .unrecorded((), because: "there was nothing to give up") }
            return Recorded((), Activity(.signInCancelled, by: visit.actor(signIn.user), record: signIn.user.id.text))
        }
    }

    /// Ends the session of this browser, and the sign-in that may be half done in another of its tabs.
    public func signOut(_ signedIn: SignedIn, halfDone: Token?, visit: Visit) async throws {
        let need = Need.nothing(because: "whoever wants to get out is let out")
        try await perform(need, by: .user(signedIn, visit)) { act in
            if let halfDone { _ = try act.signIns.delete(halfDone.digest) }
            guard try act.sessions.end(signedIn.session.id, of: signedIn.user.id) else {
                return .unrecorded((), because: "it had ended already")
            }
            return Recorded((), Activity(.signedOut, by: act.actor, record: signedIn.session.id.text))
        }
    }
}
