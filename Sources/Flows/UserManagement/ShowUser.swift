import Domain
import Storage

/// A user as administrators see them.
public struct ManagedUser: Sendable {
    public var user: User
    public var hasPassword: Bool
    public var hasTwoFactor: Bool
    /// Disabled after too many wrong codes.
    public var isTwoFactorBlocked: Bool
    public var lock: GuessingRefusal?
}

extension Gatehouse {
    public func managedUser(_ id: UserID, by caller: Caller) async throws -> ManagedUser? {
        try await read(.right(.manageUsers), by: caller) { act in
            guard let user = try act.users.find(id) else { return nil }
            let authenticators = try act.authenticators.list(of: id)
            return ManagedUser(
                user: user, hasPassword: try act.passwords.exists(for: id),
                hasTwoFactor: !authenticators.isEmpty,
                isTwoFactorBlocked: authenticators.contains { $0.disabledAt != nil },
                lock: try act.guessing.lock(of: id))
        }
    }
}
