import Domain
import Storage

/// A user as administrators see them.
public struct ManagedUser: Sendable {
    public var user: User
    public var hasPassword: Bool
    public var hasTwoFactor: Bool
    /// After how many wrong codes an authenticator was disabled; nil where none is.
    public var twoFactorBlockedAfter: Int?
    public var lock: GuessingRefusal?
}

extension Gatehouse {
    public func managedUser(_ id: UserID, by caller: Caller) async throws -> ManagedUser? {
        try await read(.right(.manageUsers), by: caller) { act in
            guard let user = try act.users.find(id) else { return nil }
            let authenticators = try act.authenticators.list(of: id)
            return ManagedUser(
                user: user, hasPassword: try act.passwords.exists(for: id),
                hasTwoFactor: authenticators.giveTwoFactor,
                twoFactorBlockedAfter: authenticators.first { $0.disabledAt != nil }?.misses,
                lock: try act.guessing.lock(of: id))
        }
    }
}
