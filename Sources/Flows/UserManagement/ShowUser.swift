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
    public func managedUser(_ id: UserID) async throws -> ManagedUser? {
        try await database.read { transaction in
            guard let user = try transaction.users.find(id) else { return nil }
            let authenticators = try transaction.authenticators.list(of: id)
            return ManagedUser(
                user: user, hasPassword: try transaction.passwords.exists(for: id),
                hasTwoFactor: !authenticators.isEmpty,
                isTwoFactorBlocked: authenticators.contains { $0.disabledAt != nil },
                lock: try transaction.guessing.lock(of: id))
        }
    }
}
