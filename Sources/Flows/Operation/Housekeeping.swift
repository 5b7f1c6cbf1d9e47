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
