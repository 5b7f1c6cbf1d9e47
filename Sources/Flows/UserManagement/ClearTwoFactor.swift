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
        return try await perform { transaction in
            guard let user = try transaction.users.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            guard try transaction.authenticators.delete(for: id) else {
                return .unrecorded(.unchanged, because: "nothing changed")
            }
            try transaction.sessions.endAll(of: id)
            try transaction.signIns.deleteAll(of: id)
            return Recorded(
                .done, Activity(.twoFactorCleared, by: visit.actor(signedIn), record: id.text, note: user.name.text))
        }
    }

    /// Forgets the misses of a locked user.
    public func unlock(_ id: UserID, by signedIn: SignedIn, visit: Visit) async throws -> ManageUserOutcome {
        try await perform { transaction in
            guard let user = try transaction.users.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            guard try transaction.guessing.unlock(id) else {
                return .unrecorded(.unchanged, because: "nothing changed")
            }
            return Recorded(
                .done, Activity(.userUnlocked, by: visit.actor(signedIn), record: id.text, note: user.name.text))
        }
    }
}
