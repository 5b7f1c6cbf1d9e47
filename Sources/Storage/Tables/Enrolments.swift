import Domain

extension Transaction {
    public var enrolments: Enrolments { Enrolments(transaction: self) }
}

/// Enrolments that wait for their first code: table `totp_enrolment`. Each belongs to one session and ends with it.
public struct Enrolments {
    let transaction: Transaction

    /// Whether there is one, expired or not. An expired one stays with its session: the next says that it took its place.
    public func exists(of session: SessionID) throws -> Bool {
        try transaction.row("SELECT session_id FROM totp_enrolment WHERE session_id = \(session)") != nil
    }

    /// The pending key, while it lives.
    public func find(of session: SessionID) throws -> Secret? {
        try transaction.row(
            """
            SELECT secret, key_id FROM totp_enrolment
            WHERE session_id = \(session) AND started_at > \(transaction.now) - \(SecurityPolicies.enrolment)
                AND started_at <= \(transaction.latest)
            """
        ).map { try transaction.open(.enrolmentSecret, of: session.text, in: $0) }
    }

    /// Replaces an expired one; one that lives stays. - Returns: false when it stayed.
    public func start(_ key: Secret, of session: SessionID) throws -> Bool {
        let key = try transaction.seal(key, in: .enrolmentSecret, of: session.text)
        return try transaction.changes(
            """
            INSERT INTO totp_enrolment (session_id, secret, key_id, started_at)
            VALUES (\(session), \(key.box), \(key.keyID), \(transaction.now))
            ON CONFLICT (session_id) DO UPDATE SET secret = excluded.secret, key_id = excluded.key_id,
                started_at = excluded.started_at
            WHERE totp_enrolment.started_at <= \(transaction.now) - \(SecurityPolicies.enrolment)
                OR totp_enrolment.started_at > \(transaction.latest)
            RETURNING session_id
            """)
    }

    /// - Returns: false when there was none.
    public func delete(of session: SessionID) throws -> Bool {
        try transaction.changes("DELETE FROM totp_enrolment WHERE session_id = \(session) RETURNING session_id")
    }

    public func deleteStarted(before time: Timestamp) throws {
        try transaction.run("DELETE FROM totp_enrolment WHERE started_at < \(time)")
    }
}
