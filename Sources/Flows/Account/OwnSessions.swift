import Domain
import Storage

extension Gatehouse {
    /// One's own sessions, the last used first; those whose time is over are not among them.
    public func ownSessions(_ signedIn: SignedIn) async throws -> [Session] {
        let limits = policy.sessions
        return try await database.read { transaction in
            try transaction.sessions.list(of: signedIn.user.id).filter { limits.allow($0, at: transaction.now) }
        }
    }

    /// - Returns: false when the user has no such session.
    public func endSession(_ id: SessionID, by signedIn: SignedIn, visit: Visit) async throws -> Bool {
        try await perform { transaction in
            guard try transaction.sessions.end(id, of: signedIn.user.id) else {
                return .unrecorded(false, because: "nothing changed")
            }
            return Recorded(true, Activity(.sessionEnded, by: visit.actor(signedIn), record: id.text))
        }
    }

    public func endOtherSessions(_ signedIn: SignedIn, visit: Visit) async throws {
        try await perform { transaction in
            let count = try transaction.sessions.endOthers(than: signedIn.session.id, of: signedIn.user.id)
            return Recorded(
                (),
                Activity(
                    .otherSessionsEnded, by: visit.actor(signedIn), record: signedIn.user.id.text, note: "\(count)"))
        }
    }
}
