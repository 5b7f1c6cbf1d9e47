import Domain
import Storage

extension Gatehouse {
    /// Gives up a sign-in after its first step.
    public func cancelSignIn(_ token: Token, visit: Visit) async throws {
        try await perform { transaction in
            guard let signIn = try transaction.signIns.find(token.digest), try transaction.signIns.delete(token.digest)
            else { return .unrecorded((), because: "there was nothing to give up") }
            return Recorded((), Activity(.signInCancelled, by: visit.actor(signIn.user), record: signIn.user.id.text))
        }
    }

    /// Ends the session of this browser, and the sign-in that may be half done in another of its tabs.
    public func signOut(_ signedIn: SignedIn, halfDone: Token?, visit: Visit) async throws {
        try await perform { transaction in
            if let halfDone { _ = try transaction.signIns.delete(halfDone.digest) }
            guard try transaction.sessions.end(signedIn.session.id, of: signedIn.user.id) else {
                return .unrecorded((), because: "it had ended already")
            }
            return Recorded((), Activity(.signedOut, by: visit.actor(signedIn), record: signedIn.session.id.text))
        }
    }
}
