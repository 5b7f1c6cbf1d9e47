import Domain
import Storage

extension Gatehouse {
    /// Forgets the misses of a locked user. Never one's own: whoever has stolen a session could guess for ever.
    public func unlock(_ id: UserID, by signedIn: SignedIn, visit: Visit) async throws -> ManageUserOutcome {
        guard id != signedIn.user.id else { return .ownAccount }
        return try await perform { try $0.unlock(try $0.users.find(id), by: visit.actor(signedIn)) }
    }

    /// The same from the shell, for when no administrator can sign in.
    public func unlock(_ name: UserName) async throws -> ManageUserOutcome {
        try await perform { try $0.unlock(try $0.users.find(name), by: .shell) }
    }
}

extension Transaction {
    fileprivate func unlock(_ user: User?, by actor: Actor) throws -> Recorded<ManageUserOutcome> {
        guard let user else { return .unrecorded(.notFound, because: "nothing changed") }
        guard try guessing.unlock(user.id) else { return .unrecorded(.unchanged, because: "nothing changed") }
        return Recorded(.done, Activity(.userUnlocked, by: actor, record: user.id.text, note: user.name.text))
    }
}
