import Domain
import Storage

public enum ManageUserOutcome: Sendable {
    case done
    case notFound
    /// Administrators do this to their own account in their profile, with a proof, not here.
    case ownAccount
    /// There was nothing to do.
    case unchanged
}

extension Gatehouse {
    /// Switches two-factor authentication off for somebody else: the way out when the phone is lost or broken.
    ///
    /// The key is erased, and the user's sessions and half-done sign-ins end.
    public func clearTwoFactor(of id: UserID, by signedIn: SignedIn, visit: Visit) async throws -> ManageUserOutcome {
        guard id != signedIn.user.id else { return .ownAccount }
        return try await perform { try $0.clearTwoFactor(of: try $0.users.find(id), by: visit.actor(signedIn)) }
    }

    /// The same from the shell, for when no administrator can sign in.
    public func clearTwoFactor(of name: UserName) async throws -> ManageUserOutcome {
        try await perform { try $0.clearTwoFactor(of: try $0.users.find(name), by: .shell) }
    }
}

extension Transaction {
    fileprivate func clearTwoFactor(of user: User?, by actor: Actor) throws -> Recorded<ManageUserOutcome> {
        guard let user else { return .unrecorded(.notFound, because: "nothing changed") }
        guard try authenticators.delete(for: user.id) else {
            return .unrecorded(.unchanged, because: "nothing changed")
        }
        try sessions.endAll(of: user.id)
        try signIns.deleteAll(of: user.id)
        return Recorded(.done, Activity(.twoFactorCleared, by: actor, record: user.id.text, note: user.name.text))
    }
}
