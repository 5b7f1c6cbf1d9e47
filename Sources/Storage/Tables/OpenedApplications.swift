import Domain

extension Transaction {
    public var openedApplications: OpenedApplications { OpenedApplications(transaction: self) }
}

/// Which applications a session has opened: table `opened_application`.
public struct OpenedApplications {
    let transaction: Transaction

    /// What the application knows this session by: the same for as long as the session lives, of no other application, and no id of ours.
    public func sid(of session: SessionID, for application: ApplicationID) throws -> String {
        let fresh = Base64URL.encode(transaction.random.bytes(16))
        // An update of nothing, so that the row that is there answers.
        return try transaction.rows(
            """
            INSERT INTO opened_application (session_id, application_id, sid, opened_at)
            VALUES (\(session), \(application), \(fresh), \(transaction.now))
            ON CONFLICT (session_id, application_id) DO UPDATE SET sid = opened_application.sid
            RETURNING sid
            """
        ).first?.text("sid") ?? fresh
    }

    /// Which session an application knows by this name.
    public func session(of sid: String) throws -> SessionID? {
        try transaction.row("SELECT session_id FROM opened_application WHERE sid = \(sid)")?.identifier("session_id")
    }
}
