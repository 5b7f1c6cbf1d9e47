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

public enum ClearTwoFactorOutcome: Sendable {
    /// The link is there where the password was taken away too.
    case done(User, ResetLink?)
    case notFound
    case ownAccount
    case unchanged
}

extension Gatehouse {
    /// Switches two-factor authentication off for somebody else: the way out when the phone is lost or broken.
    ///
    /// The key is erased, and the user's sessions and half-done sign-ins end. Where wrong codes had blocked the authenticator, whoever
    /// typed them knew the password: it is taken away as well, unless the administrator decides otherwise.
    public func clearTwoFactor(
        of id: UserID, keepingPassword: Bool, by signedIn: SignedIn, visit: Visit
    ) async throws -> ClearTwoFactorOutcome {
        guard id != signedIn.user.id else { return .ownAccount }
        return try await perform {
            try $0.clearTwoFactor(
                of: try $0.users.find(id), keepingPassword: keepingPassword, by: visit.actor(signedIn))
        }
    }

    /// The same from the shell, for when no administrator can sign in.
    public func clearTwoFactor(of name: UserName, keepingPassword: Bool) async throws -> ClearTwoFactorOutcome {
        try await perform {
            try $0.clearTwoFactor(of: try $0.users.find(name), keepingPassword: keepingPassword, by: .shell)
        }
    }
}

extension Transaction {
    fileprivate func clearTwoFactor(
        of user: User?, keepingPassword: Bool, by actor: Actor
    ) throws -> Recorded<ClearTwoFactorOutcome> {
        guard let user else { return .unrecorded(.notFound, because: "nothing changed") }
        let wasBlocked = try authenticators.list(of: user.id).contains { $0.disabledAt != nil }
        guard try authenticators.deleteAll(of: user.id) else {
            return .unrecorded(.unchanged, because: "nothing changed")
        }
        try sessions.endAll(of: user.id)
        try signIns.deleteAll(of: user.id)
        let cleared = Activity(.twoFactorCleared, by: actor, record: user.id.text, note: user.name.text)
        guard wasBlocked, !keepingPassword, user.isActive else { return Recorded(.done(user, nil), cleared) }
        let link = try replacePassword(of: user)
        return Recorded(
            .done(user, link), cleared,
            Activity(.passwordResetIssued, by: actor, record: user.id.text, note: user.name.text))
    }

    /// Takes the password away. - Returns: the link that sets a new one.
    func replacePassword(of user: User) throws -> ResetLink {
        try passwords.delete(for: user.id)
        return try issueReset(for: user)
    }
}
