import Domain
import Storage

public enum UnlockUserOutcome: Sendable {
    case done
    case notFound
    /// Administrators do this to their own account in their profile, with a proof, not here.
    case ownAccount
    /// There was nothing to do.
    case unchanged
}

extension Gatehouse {
    /// Forgets the misses of a locked user. Never one's own: whoever has stolen a session could guess for ever.
    public func unlock(_ id: UserID, by caller: Caller) async throws -> UnlockUserOutcome {
        try await perform(.right(.manageUsers, recentProof: true), by: caller) { act in
            if act.caller.isUser(id) { return .unrecorded(.ownAccount, because: "nothing changed") }
            guard let user = try act.users.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            guard try act.guessing.unlock(id) else { return .unrecorded(.unchanged, because: "nothing changed") }
            return Recorded(.done, Activity(.userUnlocked, by: act.actor, record: id.text, .userName(user.name.text)))
        }
    }

    /// Whose name this is; nil when nobody has it.
    public func user(named name: UserName, by caller: Caller) async throws -> User? {
        try await read(.right(.manageUsers), by: caller) { try $0.users.find(name) }
    }
}
