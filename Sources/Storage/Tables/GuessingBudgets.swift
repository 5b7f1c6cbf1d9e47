import Domain

extension Transaction {
    public var guessing: GuessingBudgets { GuessingBudgets(transaction: self) }
}

/// How many attempts each account and source has left: table `guessing`.
///
/// An attempt is charged as a miss *before* it is looked at, and given back when it was right: so attempts that run side by side
/// can never be more than the limit.
public struct GuessingBudgets {
    let transaction: Transaction

    private var limits: GuessingLimits {
        get throws { try transaction.policy.guessing }
    }

    /// One that may not is not counted, and nothing is written for it. A wait or a lock that ends well after one that begins now was made
    /// when the clock was ahead, and is over.
    /// - Returns: nil when the attempt may be looked at.
    public func charge(_ source: GuessingSource) throws -> GuessingRefusal? {
        let (now, limits) = (transaction.now, try limits)
        let (isWaiting, isLocked) = (try isWaiting, try isLocked)
        let charged = try transaction.row(
            """
            INSERT INTO guessing (account, source, misses, misses_in_a_row, next_at, changed_at)
            SELECT \(source.account), \(source.key), 1, 1, \(now), \(now) WHERE NOT EXISTS (
                SELECT 1 FROM guessing WHERE account = \(source.account) AND source = \(source.key)
                AND (\(isWaiting) OR locked_for_good_at IS NOT NULL OR \(isLocked)))
            ON CONFLICT (account, source) DO UPDATE SET
                misses = CASE WHEN guessing.locked_until IS NULL AND guessing.changed_at > \(now - limits.memory)
                    THEN guessing.misses + 1 ELSE 1 END,
                misses_in_a_row = CASE WHEN guessing.changed_at > \(now - limits.longMemory)
                    THEN guessing.misses_in_a_row + 1 ELSE 1 END,
                locked_until = NULL, changed_at = \(now)
            WHERE NOT (\(isWaiting)) AND guessing.locked_for_good_at IS NULL
                AND (guessing.locked_until IS NULL OR NOT (\(isLocked)))
            RETURNING misses, misses_in_a_row
            """)
        guard let charged else { return try refusal(of: source) }
        try limit(
            source, misses: Int(try charged.integer("misses")), inARow: Int(try charged.integer("misses_in_a_row")))
        return nil
    }

    /// Takes a charge back: the attempt was right, but the sign-in is not complete. The limits are as they were before it: no delay,
    /// for the charge was let through when the last one was over.
    /// - Parameter time: when it was charged. Who knows the password must not take by it the delay of a wrong code that was charged since.
    public func refund(_ source: GuessingSource, chargedAt time: Timestamp) throws {
        let limits = try limits
        try transaction.run(
            """
            UPDATE guessing SET misses = misses - 1, misses_in_a_row = misses_in_a_row - 1,
                next_at = CASE WHEN changed_at = \(time) THEN 0 ELSE next_at END,
                locked_until = CASE WHEN misses > \(limits.lockAfter) THEN locked_until END,
                locked_for_good_at = CASE WHEN misses_in_a_row > \(limits.disableAfter) THEN locked_for_good_at END
            WHERE account = \(source.account) AND source = \(source.key) AND misses > 0 AND misses_in_a_row > 0
            """)
    }

    /// Forgets the misses of this source: it has signed in completely.
    public func clear(_ source: GuessingSource) throws {
        try transaction.run("DELETE FROM guessing WHERE account = \(source.account) AND source = \(source.key)")
    }

    /// Forgets the misses of every source: an administrator unlocks. - Returns: false when there were none.
    public func unlock(_ user: UserID) throws -> Bool {
        try transaction.changes("DELETE FROM guessing WHERE account = \(user) RETURNING account")
    }

    /// The longest lock of any source of this user.
    public func lock(of user: UserID) throws -> GuessingRefusal? {
        let isLocked = try isLocked
        let row = try transaction.row(
            """
            SELECT max(locked_until) AS locked_until, max(locked_for_good_at) AS locked_for_good_at
            FROM guessing WHERE account = \(user) AND (\(isLocked) OR locked_for_good_at IS NOT NULL)
            """)
        guard let row else { return nil }
        if try !row.isNull("locked_for_good_at") { return .lockedForGood }
        return try row.optionalTime("locked_until").map { .locked(until: $0) }
    }

    /// The lock this source is under now; waiting a moment is none.
    public func lock(of source: GuessingSource) throws -> GuessingRefusal? {
        switch try refusal(of: source) {
        case .locked(let until): .locked(until: until)
        case .lockedForGood: .lockedForGood
        case .wait, nil: nil
        }
    }

    /// Why an attempt of this source would be refused now.
    public func refusal(of source: GuessingSource) throws -> GuessingRefusal? {
        let row = try transaction.row(
            """
            SELECT next_at, locked_until, locked_for_good_at FROM guessing
            WHERE account = \(source.account) AND source = \(source.key)
            """)
        guard let row else { return nil }
        if try !row.isNull("locked_for_good_at") { return .lockedForGood }
        let (now, limits) = (transaction.now, try limits)
        if let until = try row.optionalTime("locked_until"), until > now,
            until <= transaction.latest + limits.lockDuration
        {
            return .locked(until: until)
        }
        let wait = try row.time("next_at") - now
        return wait > .seconds(0) && now + wait <= transaction.latest + limits.longestDelay ? .wait(wait) : nil
    }

    private var isWaiting: SQL {
        get throws {
            "guessing.next_at > \(transaction.now) AND guessing.next_at <= \(transaction.latest + (try limits.longestDelay))"
        }
    }

    /// Whether a row's lock holds now.
    var isLocked: SQL {
        get throws {
            """
            guessing.locked_until > \(transaction.now)
                AND guessing.locked_until <= \(transaction.latest + (try limits.lockDuration))
            """
        }
    }

    /// Keeps the counters of so many names that nobody has, the last tried: strangers make up as many as they like.
    public func deleteUnknownNames(but number: Int) throws {
        let limits = try limits
        try transaction.run(
            """
            DELETE FROM guessing WHERE account >= 'name:' AND account < 'name;' AND changed_at < (
                SELECT changed_at FROM guessing WHERE account >= 'name:' AND account < 'name;'
                ORDER BY changed_at DESC LIMIT 1 OFFSET \(number - 1))
                AND changed_at < \(transaction.now - limits.lockDuration)
            """)
    }

    /// Forgets names that nobody has and that were not tried lately. A user's misses are kept until they sign in.
    public func deleteUnknownNames(untriedSince time: Timestamp) throws {
        try transaction.run(
            """
            DELETE FROM guessing WHERE changed_at < \(time) AND locked_for_good_at IS NULL
                AND account >= 'name:' AND account < 'name;'
            """)
    }

    private func limit(_ source: GuessingSource, misses: Int, inARow: Int) throws {
        let limits = try limits
        // Below that there is nothing to wait for: the charge was let through when the last delay was over.
        guard misses >= min(limits.delayFrom, limits.lockAfter) || inARow >= limits.disableAfter else { return }
        let now = transaction.now
        let lockedUntil = misses >= limits.lockAfter ? now + limits.lockDuration : nil
        let lockedForGoodAt = inARow >= limits.disableAfter ? now : nil
        try transaction.run(
            """
            UPDATE guessing SET next_at = \(now + limits.delay(afterMisses: misses)), locked_until = \(lockedUntil),
                locked_for_good_at = \(lockedForGoodAt)
            WHERE account = \(source.account) AND source = \(source.key)
            """)
    }
}

extension GuessingSource {
    /// As column `source` has it: an empty one is everywhere else.
    fileprivate var key: [UInt8] {
        switch place {
        case .knownBrowser(let browser, isElsewhere: false): browser.bytes
        case .knownBrowser(let browser, isElsewhere: true): browser.bytes + [1]
        case .floor(let range): Array("floor \(range)".utf8)
        case .elsewhere: []
        }
    }
}
