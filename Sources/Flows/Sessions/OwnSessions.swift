import Domain
import Storage

extension Gatehouse {
    /// One's own sessions, the last used first; those whose time is over are not among them.
    public func ownSessions(_ signedIn: SignedIn, visit: Visit) async throws -> [Session] {
        try await read(.session, by: .user(signedIn, visit)) { act in
            let limits = try act.policy.sessions
            return try act.sessions.list(of: signedIn.user.id).filter { limits.allow($0, at: act.now) }
        }
    }

    /// - Returns: false when the user has no such session.
    public func endSession(_ id: SessionID, by signedIn: SignedIn, visit: Visit) async throws -> Bool {
        try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            guard try act.sessions.end(id, of: signedIn.user.id) else {
                return .unrecorded(false, because: "nothing changed")
            }
            return Recorded(true, Activity(.sessionEnded, by: act.actor, record: id.text))
        }
    }

    public func endOtherSessions(_ signedIn: SignedIn, visit: Visit) async throws {
        try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            let count = try act.sessions.endOthers(than: signedIn.session.id, of: signedIn.user.id)
            guard count > 0 else { return .unrecorded((), because: "there were no others") }
            return Recorded(
                (),
                Activity(
                    .otherSessionsEnded, by: act.actor, record: signedIn.user.id.text, .count(count)))
        }
    }
}
