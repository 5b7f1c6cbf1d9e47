import Domain
import Storage

extension Gatehouse {
    /// Deletes what is over. Nothing depends on it: expiry is checked wherever something is used.
    ///
    /// No single reading of the clock is trusted with it: where the log has not been written for days, nothing is deleted by age.
    /// - Returns: how far the clock is after the log, where it is doubted.
    @discardableResult
    public func cleanUp() async throws -> Span? {
        let purge = try await database.read { try $0.purge() }
        switch purge {
        case .held(let span):
            try await hold(span)
            return span
        case .before(let time): try await purgeLog(before: time)
        case .nothing: break
        }
        try await deleteExpired()
        return nil
    }

    private func deleteExpired() async throws {
        let limits = policy.sessions
        try await database.write { transaction in
            let now = transaction.now
            guard try transaction.isClockWitnessed() else { return }
            try transaction.sessions.deleteStarted(before: now - limits.absolute)
            try transaction.signIns.deleteStarted(before: now - SessionLimits.secondStep)
            // Until its session ends, an expired one is evidence that its key may have been scanned.
            try transaction.enrolments.deleteStarted(before: now - limits.absolute)
            try transaction.knownBrowsers.deleteUnused(since: now - KnownBrowsers.memory)
            try transaction.guessing.deleteUnknownNames(untriedSince: now - Guessing.longMemory)
        }
    }

    /// Says once a day that nothing was deleted. The entry also bears witness: a clock that goes on from there is believed after a day.
    private func hold(_ span: Span) async throws {
        try await perform { transaction in
            let last = try transaction.activityLog.newest(.activityPurgeHeld, until: transaction.now)
            if let last, transaction.now - last < ActivityPurge.interval {
                return .unrecorded((), because: "it was said today")
            }
            return Recorded((), Activity(.activityPurgeHeld, by: .server, note: "\(span.wholeSeconds / 86_400) d"))
        }
    }

    /// The entry about it comes first, with the number there was: nothing is deleted unsaid, whatever interrupts it.
    private func purgeLog(before time: Timestamp) async throws {
        let count = try await database.read { try $0.activityLog.count(before: time) }
        let note = "\(count)"
        var deleted = try await perform { transaction in
            guard try transaction.purge() == .before(time) else {
                return .unrecorded(0, because: "another replica does it")
            }
            let deleted = try transaction.activityLog.deleteRecorded(before: time)
            guard deleted > 0 else {
                return .unrecorded(deleted, because: "the database's own clock does not find them old")
            }
            return Recorded(deleted, Activity(.activityPurged, by: .server, note: note))
        }
        while deleted == ActivityLog.batchSize {
            deleted = try await database.write { try $0.activityLog.deleteRecorded(before: time) }
        }
    }

    /// Makes entries of what was only counted, and forgets made-up names beyond a number: what grows too fast to be left for an hour.
    public func tidyUp() async throws {
        repeat {} while try await closeTallies()
        try await database.write { try $0.guessing.deleteUnknownNames(but: Guessing.mostUnknownNames) }
    }

    /// - Returns: whether there may be more.
    private func closeTallies() async throws -> Bool {
        try await database.write { transaction in
            try transaction.activityTallies.close(begunBefore: transaction.now - ActivityLimits.window)
                == ActivityTallies.batchSize
        }
    }
}

extension Transaction {
    fileprivate func purge() throws -> ActivityPurge {
        ActivityPurge(
            at: now, oldest: try activityLog.oldest(), witness: try witness(),
            lastPurge: try activityLog.newest(.activityPurged, until: now))
    }

    /// Whether the log was written lately, and not only today.
    fileprivate func isClockWitnessed() throws -> Bool {
        try witness().map { now - $0 <= ActivityPurge.longestSilence } ?? false
    }

    private func witness() throws -> Timestamp? {
        try activityLog.newest(until: now - ActivityPurge.interval)
    }
}
