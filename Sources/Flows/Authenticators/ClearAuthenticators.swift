import Domain
import Storage

public enum ClearAuthenticatorsOutcome: Sendable {
    /// The link is there where the password was taken away too, and the user is active.
    case done(User, PasswordResetLink?)
    case notFound
    case ownAccount
    case unchanged
}

extension Gatehouse {
    /// Switches two-factor authentication off for somebody else: the way out when the phone is lost or broken.
    ///
    /// The key is erased, and the user's sessions and half-done sign-ins end. Where wrong codes had blocked the authenticator, whoever
    /// typed them knew the password: it is taken away as well, unless the administrator decides otherwise. Who is inactive gets no link
    /// to set another.
    public func clearAuthenticators(
        of id: UserID, keepingPassword: Bool, by caller: Caller
    ) async throws -> ClearAuthenticatorsOutcome {
        try await perform(.right(.manageUsers, recentProof: true), by: caller) { act in
            if act.caller.isUser(id) { return .unrecorded(.ownAccount, because: "nothing changed") }
            guard let user = try act.users.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            return try act.clearAuthenticators(of: user, keepingPassword: keepingPassword)
        }
    }
}

extension Act {
    fileprivate func clearAuthenticators(
        of user: User, keepingPassword: Bool
    ) throws -> Recorded<ClearAuthenticatorsOutcome> {
        let wasBlocked = try transaction.authenticators.list(of: user.id).contains { $0.disabledAt != nil }
        guard try transaction.authenticators.deleteAll(of: user.id) else {
            return .unrecorded(.unchanged, because: "nothing changed")
        }
        try transaction.sessions.endAll(of: user.id)
        try transaction.signIns.deleteAll(of: user.id)
        let cleared = Activity(.twoFactorCleared, by: actor, record: user.id.text, .userName(user.name.text))
        guard wasBlocked, !keepingPassword else { return Recorded(.done(user, nil), cleared) }
        guard user.isActive else {
            try transaction.passwords.delete(for: user.id)
            return Recorded(.done(user, nil), cleared)
        }
        let link = try replacePassword(of: user)
        return Recorded(
            .done(user, link), cleared,
            Activity(.passwordResetIssued, by: actor, record: user.id.text, .userName(user.name.text)))
    }
}
