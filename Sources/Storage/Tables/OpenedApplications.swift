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

    /// - Returns: false where the session had not opened it.
    public func close(_ application: ApplicationID, in session: SessionID) throws -> Bool {
        try transaction.changes(
            """
            DELETE FROM opened_application WHERE session_id = \(session) AND application_id = \(application)
            RETURNING session_id
            """)
    }

    /// What a user's applications are, by name: opened by this session, with access without a session, or agreed to.
    public func list(of user: UserID, in session: SessionID) throws -> [OwnApplication] {
        try transaction.rows(
            """
            SELECT application.id AS id, application.name AS name, max(opened_at) AS opened_at,
                max(access_grant.ends_at) AS lasts_until, max(given_at) AS agreed_at
            FROM application
                LEFT JOIN opened_application ON opened_application.application_id = application.id
                    AND opened_application.session_id = \(session)
                LEFT JOIN access_grant ON access_grant.application_id = application.id AND access_grant.user_id = \(user)
                    AND access_grant.session_id IS NULL AND access_grant.ends_at > \(transaction.now)
                LEFT JOIN consent ON consent.application_id = application.id AND consent.user_id = \(user)
            WHERE opened_application.session_id IS NOT NULL OR access_grant.id IS NOT NULL OR consent.user_id IS NOT NULL
            GROUP BY application.id, application.name ORDER BY application.name, application.id
            """
        ).map { row in
            OwnApplication(
                id: try row.identifier("id"), name: try row.text("name"), openedAt: try row.optionalTime("opened_at"),
                lastsUntil: try row.optionalTime("lasts_until"), agreedAt: try row.optionalTime("agreed_at"))
        }
    }
}
