import Domain
import Storage

public enum PasswordResetIssueOutcome: Sendable {
    /// The old password is gone; this link, handed to the user, sets a new one.
    case issued(User, PasswordResetLink)
    case notFound
    /// Administrators change their own password in their profile.
    case ownAccount
}

extension Gatehouse {
    /// Takes a user's password away and makes the link to set a new one. The administrator never chooses or sees a password; the
    /// authenticator stays, so the link alone signs nobody in who has one.
    public func issuePasswordReset(of id: UserID, by caller: Caller) async throws -> PasswordResetIssueOutcome {
        try await perform(.right(.manageUsers, recentProof: true), by: caller) { act in
            if act.caller.isUser(id) { return .unrecorded(.ownAccount, because: "nothing changed") }
            guard let user = try act.users.find(id), user.isActive else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            try act.sessions.endAll(of: id)
            try act.signIns.deleteAll(of: id)
            let link = try act.replacePassword(of: user)
            return Recorded(
                .issued(user, link),
                Activity(.passwordResetIssued, by: act.actor, record: id.text, .userName(user.name.text)))
        }
    }
}

extension Act {
    /// Takes the password away. - Returns: the link that sets a new one.
    func replacePassword(of user: User) throws -> PasswordResetLink {
        try transaction.passwords.delete(for: user.id)
        return try issuePasswordReset(for: user)
    }

    func issuePasswordReset(for user: User) throws -> PasswordResetLink {
        let token = Token(from: transaction.random)
        return PasswordResetLink(
            token: token, expires: try transaction.passwordResets.issue(token.digest, for: user.id))
    }
}
