import Domain

/// Authenticator apps: table `totp`, one a user.
extension Authenticators {
    public func totp(of user: UserID) throws -> EnrolledTOTP? {
        try transaction.row(
            """
            SELECT authenticator.id AS authenticator_id, user_id, kind, name AS authenticator_name, enrolled_at,
                last_used_at, misses, disabled_at, secret, key_id, algorithm, digits, period, drift, last_step
            FROM authenticator JOIN totp ON totp.id = authenticator.id WHERE user_id = \(user)
            """
        ).map(enrolled)
    }

    private func enrolled(_ row: Row) throws -> EnrolledTOTP {
        let authenticator = try Authenticator(row)
        let totp = TOTP(
            key: try transaction.open(.totpSecret, of: authenticator.id.text, in: row),
            algorithm: try row.word("algorithm"), digits: Int(try row.integer("digits")),
            period: Int(try row.integer("period")))
        return EnrolledTOTP(
            authenticator: authenticator, totp: totp, drift: Int(try row.integer("drift")),
            lastStep: try row.integer("last_step"))
    }

    /// Enrols with the time step that confirmed it: that step is used up.
    /// - Returns: false when the user has an authenticator app already.
    public func add(_ totp: TOTP, for user: UserID, step: Int64, drift: Int) throws -> Bool {
        let id: AuthenticatorID = transaction.newIdentifier()
        let authenticator = Authenticator(id: id, userID: user, kind: .totp, enrolledAt: transaction.now)
        guard try add(authenticator) else { return false }
        let key = try transaction.seal(totp.key, in: .totpSecret, of: id.text)
        try transaction.run(
            """
            INSERT INTO totp (id, secret, key_id, algorithm, digits, period, drift, last_step)
            VALUES (\(id), \(key.box), \(key.keyID), \(totp.algorithm.rawValue), \(totp.digits), \(totp.period),
                \(drift), \(step))
            """)
        return true
    }

    /// Consumes a time step: it must be later than every step consumed before (RFC 6238 §5.2).
    /// - Returns: false when it was used, told too early, or the authenticator is disabled.
    public func accept(_ step: Int64, drift: Int, of id: AuthenticatorID) throws -> Bool {
        let isAccepted = try transaction.changes(
            """
            UPDATE totp SET last_step = \(step), drift = \(drift)
            WHERE id = \(id) AND last_step < \(step) AND (told_step IS NULL OR told_step <> \(step))
                AND EXISTS (SELECT 1 FROM authenticator WHERE authenticator.id = totp.id AND disabled_at IS NULL)
            RETURNING id
            """)
        if isAccepted { try recordUse(of: id) }
        return isAccepted
    }

    /// Remembers that somebody was told about the code of this step: it will not be accepted when its time comes.
    public func recordTold(_ step: Int64, of id: AuthenticatorID) throws {
        try transaction.run("UPDATE totp SET told_step = \(step) WHERE id = \(id)")
    }
}
