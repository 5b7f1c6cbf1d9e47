import Domain
import Storage

public enum ResetPasswordOutcome: Sendable {
    /// The old password is gone; this link, handed to the user, sets a new one.
    case issued(User, ResetLink)
    case notFound
    /// Administrators change their own password in their profile.
    case ownAccount
}

extension Gatehouse {
    /// Takes a user's password away and makes the link to set a new one. The administrator never chooses or sees a password; the
    /// authenticator stays, so the link alone signs nobody in who has one.
    public func resetPassword(of id: UserID, by signedIn: SignedIn, visit: Visit) async throws -> ResetPasswordOutcome {
        guard id != signedIn.user.id else { return .ownAccount }
        return try await perform { transaction in
            guard let user = try transaction.users.find(id), user.isActive else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            try transaction.sessions.endAll(of: id)
            try transaction.signIns.deleteAll(of: id)
            let link = try transaction.replacePassword(of: user)
            return Recorded(
                .issued(user, link),
                Activity(.passwordResetIssued, by: visit.actor(signedIn), record: id.text, note: user.name.text))
        }
    }
}
