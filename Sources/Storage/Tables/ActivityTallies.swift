import Domain

extension Transaction {
    public var activityTallies: ActivityTallies { ActivityTallies(transaction: self) }
}

/// What repeats itself within an hour: table `activity_tally`.
public struct ActivityTallies {
    /// How many become entries in one transaction, so that other writers wait for milliseconds only.
    public static let batchSize = 200

    let transaction: Transaction

    /// Counts an act. - Returns: how many there were of it, this one included.
    func add(_ activity: Activity, to key: TallyKey, action: String) throws -> Int {
        let actor = activity.actor
        let now = transaction.now
        let row = try transaction.row(
            """
            INSERT INTO activity_tally (scope, action, subject, total, first_at, last_at, interface, user_id,
                user_name, user_key, address, record, methods, details)
            VALUES (\(key.scope), \(action), \(key.subject), 1, \(now), \(now), \(actor.interface.rawValue),
                \(actor.userID), \(actor.userName), \(UserName(stored: actor.userName).key), \(actor.address),
                \(key.subject.isEmpty ? "" : activity.record), \(actor.methods.text),
                \(key.details.stored))
            ON CONFLICT (scope, action, subject) DO UPDATE SET
                total = activity_tally.total + 1, last_at = excluded.last_at, address = excluded.address
            RETURNING total
            """)
        return Int(try row?.integer("total") ?? 0)
    }

    /// Makes one entry of each tally whose hour is over, with what was not written singly. One that begins after now was begun when the
    /// clock was ahead: its hour is over, too.
    /// - Returns: how many tallies were over: a full ``batchSize`` says that there may be more.
    public func close(begunBefore time: Timestamp) throws -> Int {
        let over: SQL = """
            first_at <= \(time) OR first_at > \(transaction.latest) ORDER BY first_at LIMIT \(Self.batchSize)
            """
        let rows = try transaction.rows("SELECT * FROM activity_tally WHERE \(over)")
        for row in rows {
            try write(row)
            try transaction.run(
                """
                DELETE FROM activity_tally WHERE scope = \(try row.text("scope")) AND action = \(try row.text("action"))
                    AND subject = \(try row.text("subject"))
                """)
        }
        return rows.count
    }

    private func write(_ row: Row) throws {
        let repeats = try row.integer("total") - Int64(ActivityLimits.writtenSingly)
        guard try repeats > 0 && !row.text("action").isEmpty else { return }
        let id: ActivityID = transaction.newIdentifier()
        try transaction.run(
            """
            INSERT INTO activity (id, at, interface, action, user_id, user_name, user_key, address, record, methods,
                details, repeats, repeated_from, repeated_until)
            VALUES (\(id), \(transaction.now), \(try row.text("interface")), \(try row.text("action")),
                \(try row.value("user_id")), \(try row.text("user_name")), \(try row.text("user_key")),
                \(try row.text("address")), \(try row.text("record")), \(try row.text("methods")),
                \(try row.text("details")), \(repeats),
                \(try row.time("first_at")), \(try row.time("last_at")))
            """)
    }
}
