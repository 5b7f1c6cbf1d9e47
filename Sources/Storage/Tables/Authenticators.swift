import Domain

extension Transaction {
    public var authenticators: Authenticators { Authenticators(transaction: self) }
}

/// An enrolled authenticator app, its key still sealed.
public struct StoredTOTP: Sendable {
    public var id: Identifier<TOTP>
    public var userID: UserID
    public var key: Sealed
    public var algorithm: OTPAlgorithm
    public var digits: Int
    public var period: Int
    public var drift: Int
    /// The last accepted time step.
    public var lastStep: Int64
    public var misses: Int
    public var enrolledAt: Timestamp
    public var lastUsedAt: Timestamp?
    public var disabledAt: Timestamp?

    public var place: SealedPlace { Authenticators.place(of: id) }
}

/// Enrolled authenticator apps: table `totp`, one a user.
public struct Authenticators {
    let transaction: Transaction

    public static func place(of id: Identifier<TOTP>) -> SealedPlace {
        SealedPlace(table: "totp", column: "secret", row: id.text)
    }

    public func find(for user: UserID) throws -> StoredTOTP? {
        try transaction.row(
            """
            SELECT id, user_id, secret, key_id, algorithm, digits, period, drift, last_step, misses, enrolled_at,
                last_used_at, disabled_at
            FROM totp WHERE user_id = \(user)
            """
        ).map(StoredTOTP.init)
    }

    /// Enrols with the time step that confirmed it: that step is used up.
    /// - Returns: false when the user has an authenticator already.
    public func add(
        _ id: Identifier<TOTP>, _ totp: TOTP, key: Sealed, for user: UserID, step: Int64, drift: Int
    ) throws -> Bool {
        try transaction.changes(
            """
            INSERT INTO totp (id, user_id, secret, key_id, algorithm, digits, period, drift, last_step, misses,
                enrolled_at)
            VALUES (\(id), \(user), \(key.box), \(key.keyID), \(totp.algorithm.rawValue), \(totp.digits),
                \(totp.period), \(drift), \(step), 0, \(transaction.now))
            ON CONFLICT (user_id) DO NOTHING RETURNING id
            """)
    }

    /// Consumes a time step: it must be later than every step consumed before (RFC 6238 §5.2).
    /// - Returns: false when it was used, told too early, or the authenticator is disabled.
    public func accept(_ step: Int64, drift: Int, of id: Identifier<TOTP>) throws -> Bool {
        try transaction.changes(
            """
            UPDATE totp SET last_step = \(step), drift = \(drift), misses = 0, last_used_at = \(transaction.now)
            WHERE id = \(id) AND last_step < \(step) AND disabled_at IS NULL
                AND (told_step IS NULL OR told_step <> \(step))
            RETURNING id
            """)
    }

    /// Counts a wrong code, and disables the authenticator when there were too many in a row.
    /// - Returns: whether it is disabled now.
    public func recordMiss(of id: Identifier<TOTP>) throws -> Bool {
        let row = try transaction.row(
            """
            UPDATE totp SET misses = misses + 1,
                disabled_at = CASE WHEN misses + 1 >= \(Guessing.disableAfter) THEN \(transaction.now) END
            WHERE id = \(id) AND disabled_at IS NULL RETURNING disabled_at
            """)
        return try row?.isNull("disabled_at") == false
    }

    /// Remembers that somebody was told about the code of this step: it will not be accepted when its time comes.
    public func recordTold(_ step: Int64, of id: Identifier<TOTP>) throws {
        try transaction.run("UPDATE totp SET told_step = \(step) WHERE id = \(id)")
    }

    /// Erases the authenticator and its key. - Returns: false when there was none.
    public func delete(for user: UserID) throws -> Bool {
        try transaction.changes("DELETE FROM totp WHERE user_id = \(user) RETURNING id")
    }
}

extension StoredTOTP {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), userID: try row.identifier("user_id"),
            key: Sealed(keyID: try row.text("key_id"), box: try row.bytes("secret")),
            algorithm: try row.word("algorithm"),
            digits: Int(try row.integer("digits")), period: Int(try row.integer("period")),
            drift: Int(try row.integer("drift")), lastStep: try row.integer("last_step"),
            misses: Int(try row.integer("misses")),
            enrolledAt: try row.time("enrolled_at"), lastUsedAt: try row.optionalTime("last_used_at"),
            disabledAt: try row.optionalTime("disabled_at"))
    }

    /// With its key, which the caller unsealed.
    public func totp(key: Secret) -> TOTP {
        TOTP(key: key, algorithm: algorithm, digits: digits, period: period)
    }
}
