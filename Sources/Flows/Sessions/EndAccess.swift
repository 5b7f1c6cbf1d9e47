import Domain
import Storage

extension Act {
    /// All that an application may do for anybody ends, and what it has asked for.
    func endAccess(by application: ApplicationID) throws {
        try transaction.authorizationRequests.deleteAll(of: application)
        try transaction.accessGrants.endAll(of: application)
    }

    /// The one road out: whatever a user may still do somewhere ends, sessions with what hangs on them, half-done sign-ins, and what applications may do
    /// for them without a session.
    /// - Parameter session: goes on, with what hangs on it.
    func endAccess(of user: UserID, but session: SessionID? = nil) throws {
        try transaction.signIns.deleteAll(of: user)
        if let session {
            try transaction.accessGrants.endOthers(than: session, of: user)
            try transaction.sessions.endOthers(than: session, of: user)
        } else {
            try transaction.accessGrants.endAll(of: user)
            try transaction.sessions.endAll(of: user)
        }
    }
}
