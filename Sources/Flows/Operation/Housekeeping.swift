import Domain
import Storage

extension Gatehouse {
    /// Deletes what is over. Nothing depends on it: expiry is checked wherever something is used.
    public func cleanUp() async throws {
        let limits = policy.sessions
        try await perform { transaction in
            let now = transaction.now
            try transaction.sessions.deleteStarted(before: now - limits.absolute)
            try transaction.signIns.deleteStarted(before: now - SessionLimits.secondStep)
            try transaction.enrolments.deleteStarted(before: now - SessionLimits.enrolment)
            try transaction.knownBrowsers.deleteUnused(since: now - KnownBrowsers.memory)
            try transaction.guessing.deleteUnknownNames(untriedSince: now - Guessing.longMemory)
            let purged = try transaction.activityLog.deleteRecorded(before: now - Activity.retention)
            guard purged > 0 else { return .unrecorded((), because: "nothing of lasting interest was deleted") }
            return Recorded((), Activity(.activityPurged, by: .server, note: "\(purged)"))
        }
    }

    /// Whether the database answers.
    public func isReady() async -> Bool {
        await database.isAnswering()
    }
}
