import Domain
import Storage

extension Gatehouse {
    private static let housekeeping = Need.nothing(because: "the server does it by itself, and only to what is over")

    /// Deletes what is over. Nothing depends on it: expiry is checked wherever something is used.
    ///
    /// No single reading of the clock is trusted with it: where the log has not been written for days, nothing is deleted by age.
    /// - Returns: how far the clock is after the log, where it is doubted.
    @discardableResult
    public func cleanUp() async throws -> Span? {
        let purge = try await read(Self.housekeeping, by: .server) { try $0.purge() }
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
        try await write(Self.housekeeping, by: .server) { act in
            guard try act.isClockWitnessed() else { return }
            let (now, policy) = (act.now, try act.policy)
            try act.sessions.deleteStarted(before: now - policy.sessions.absolute)
            try act.signIns.deleteStarted(before: now - policy.sessions.secondStep)
            // Until its session ends, an expired one is evidence that its key may have been scanned.
            try act.enrolments.deleteStarted(before: now - policy.sessions.absolute)
            try act.knownBrowsers.deleteUnused(since: now - policy.guessing.browserMemory)
            try act.authorizationRequests.deleteMade(before: now - TokenLimits.redeemedCode)
            try act.accessTokens.deleteEnded(before: now)
            try act.accessGrants.deleteEnded(before: now)
            try act.guessing.deleteUnknownNames(untriedSince: now - policy.guessing.longMemory)
        }
    }

    /// Says once a day that nothing was deleted. The entry also bears witness: a clock that goes on from there is believed after a day.
    private func hold(_ span: Span) async throws {
        try await perform(Self.housekeeping, by: .server) { act in
            let last = try act.activityLog.newest(.activityPurgeHeld, until: act.now)
            if let last, act.now - last < ActivityPurge.interval {
                return .unrecorded((), because: "it was said today")
            }
            return Recorded((), Activity(.activityPurgeHeld, by: act.actor, .days(span.wholeSeconds / 86_400)))
        }
    }

    /// The entry about it comes first, with the number there was: nothing is deleted unsaid, whatever interrupts it.
    private func purgeLog(before time: Timestamp) async throws {
        let count = try await read(Self.housekeeping, by: .server) { try $0.activityLog.count(before: time) }
        var deleted = try await perform(Self.housekeeping, by: .server) { act in
            guard try act.purge() == .before(time) else {
                return .unrecorded(0, because: "another replica does it")
            }
            let deleted = try act.activityLog.deleteRecorded(before: time)
            guard deleted > 0 else {
                return .unrecorded(deleted, because: "the database's own clock does not find them old")
            }
            return Recorded(deleted, Activity(.activityPurged, by: act.actor, .count(count)))
        }
        while deleted == ActivityLog.batchSize {
            deleted = try await write(Self.housekeeping, by: .server) {
                try $0.activityLog.deleteRecorded(before: time)
            }
        }
    }

    /// Makes entries of what was only counted, and forgets made-up names, and requests that nobody answers, beyond a number: what grows too fast to be
    /// left for an hour.
    public func tidyUp() async throws {
        repeat {} while try await closeTallies()
        try await write(Self.housekeeping, by: .server) {
            try $0.guessing.deleteUnknownNames(but: GuessingLimits.mostUnknownNames)
            try $0.authorizationRequests.deleteUnanswered(but: TokenLimits.mostRequests)
        }
    }

    /// - Returns: whether there may be more.
    private func closeTallies() async throws -> Bool {
        try await write(Self.housekeeping, by: .server) { act in
            try act.activityTallies.close(begunBefore: act.now - ActivityLimits.window)
                == ActivityTallies.batchSize
        }
    }
}

extension Act {
    fileprivate func purge() throws -> ActivityPurge {
        ActivityPurge(
            at: transaction.now, oldest: try transaction.activityLog.oldest(), witness: try witness(),
            lastPurge: try transaction.activityLog.newest(.activityPurged, until: transaction.now))
    }

    /// Whether the log was written lately, and not only today.
    func isClockWitnessed() throws -> Bool {
        try witness().map { transaction.now - $0 <= ActivityPurge.longestSilence } ?? false
    }

    private func witness() throws -> Timestamp? {
        try transaction.activityLog.newest(until: transaction.now - ActivityPurge.interval)
    }
}
