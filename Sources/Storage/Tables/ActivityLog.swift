import Domain

extension Transaction {
    public var activityLog: ActivityLog { ActivityLog(transaction: self) }
}

/// Who did what: table `activity`. Entries are added, read, and deleted when they are older than a year; never changed.
public struct ActivityLog {
    let transaction: Transaction

    /// Writes an entry, or counts it where it repeats itself (``ActivityLimits``).
    /// - Throws: ``TooManyActs`` when the session has done too much: then nothing of it may happen.
    public func record(_ activity: Activity) throws {
        guard try isWrittenSingly(activity) else { return }
        try insert(activity)
    }

    private func isWrittenSingly(_ activity: Activity) throws -> Bool {
        let tallies = transaction.activityTallies
        if let key = activity.tallyKey {
            return try tallies.add(activity, to: key, action: activity.action.rawValue) <= ActivityLimits.writtenSingly
        }
        guard let quota = activity.quota else { return true }
        let acts = try tallies.add(activity, to: quota.key, action: "")
        guard acts <= quota.most else { throw TooManyActs() }
        if acts == quota.most { try insert(Activity(.actsLimited, by: activity.actor)) }
        return true
    }

    private func insert(_ activity: Activity) throws {
        let id: ActivityID = transaction.newIdentifier()
        let actor = activity.actor
        try transaction.run(
            """
            INSERT INTO activity (id, at, interface, action, user_id, user_name, user_key, address, record, methods, details,
                repeats)
            VALUES (\(id), \(transaction.now), \(actor.interface.rawValue), \(activity.action.rawValue),
                \(actor.userID), \(actor.userName), \(UserName(stored: actor.userName).key), \(actor.address),
                \(activity.record), \(actor.methods.text), \(activity.details.stored), 1)
            """)
    }

    /// Newest first, at most a page and one more: the one more tells that there are older ones.
    public func list(_ query: ActivityQuery) throws -> [LoggedActivity] {
        try transaction.rows(
            """
            SELECT id, at, interface, action, user_name, address, record, methods, details, repeats, repeated_from,
                repeated_until
            FROM activity
            WHERE \(condition(for: query)) ORDER BY at DESC, id DESC LIMIT \(ActivityQuery.pageSize + 1)
            """
        ).map(LoggedActivity.init)
    }

    /// When the oldest entry was written.
    public func oldest() throws -> Timestamp? {
        try transaction.row("SELECT min(at) AS at FROM activity")?.optionalTime("at")
    }

    /// When the newest one was written that is not later than a moment.
    public func newest(until time: Timestamp) throws -> Timestamp? {
        try transaction.row("SELECT max(at) AS at FROM activity WHERE at <= \(time)")?.optionalTime("at")
    }

    /// When something was done last that is not later than a moment.
    public func newest(_ action: Action, until time: Timestamp) throws -> Timestamp? {
        try transaction.row(
            "SELECT max(at) AS at FROM activity WHERE action = \(action.rawValue) AND at <= \(time)"
        )?.optionalTime("at")
    }

    public func count(before time: Timestamp) throws -> Int {
        Int(try transaction.row("SELECT count(*) AS total FROM activity WHERE at < \(time)")?.integer("total") ?? 0)
    }

    /// How many entries one transaction deletes, so that other writers wait for milliseconds only.
    public static let batchSize = 100

    /// Deletes the oldest, up to ``batchSize``. - Returns: how many were deleted.
    public func deleteRecorded(before time: Timestamp) throws -> Int {
        try transaction.rows(
            """
            DELETE FROM activity WHERE id IN (
                SELECT id FROM activity WHERE at < \(time) ORDER BY at, id LIMIT \(Self.batchSize))
            RETURNING id
            """
        ).count
    }

    /// What those did who have this name or had it, under whichever name, and what was done to them.
    private func acts(byOrOn name: UserName) -> SQL {
        let users = transaction.users.everNamed(name)
        return " AND (user_key = \(name.key) OR user_id IN (\(users)) OR record IN (\(users)))"
    }

    private func condition(for query: ActivityQuery) -> SQL {
        var condition: SQL = "1 = 1"
        if let user = query.user { condition = condition + acts(byOrOn: user) }
        if let action = query.action { condition = condition + " AND action = \(action.rawValue)" }
        if let from = query.from { condition = condition + " AND at >= \(from)" }
        if let until = query.until { condition = condition + " AND at <= \(until)" }
        if let before = query.before {
            condition = condition + " AND (at, id) < (SELECT at, id FROM activity WHERE id = \(before))"
        }
        return condition
    }
}

extension LoggedActivity {
    /// Words that this version does not know throw elsewhere, where something is judged by them; here one such row would hide the whole log.
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), at: try row.time("at"),
            interface: Logged(stored: try row.text("interface"), Interface.init(rawValue:)),
            action: Logged(stored: try row.text("action"), Action.init(rawValue:)),
            userName: try row.text("user_name"), address: try row.text("address"), record: try row.text("record"),
            methods: Logged(stored: try row.text("methods"), AuthenticationMethods.init(stored:)),
            details: [ActivityDetail](stored: try row.text("details")),
            repetition: try row.optionalTime("repeated_from").map {
                Repetition(count: Int(try row.integer("repeats")), from: $0, until: try row.time("repeated_until"))
            })
    }
}
