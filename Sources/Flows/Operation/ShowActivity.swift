import Domain
import Storage

extension Gatehouse {
    /// - Returns: at most a page of entries, newest first, and whether there are older ones.
    public func activity(_ query: ActivityQuery) async throws -> (entries: [LoggedActivity], hasOlder: Bool) {
        let entries = try await database.read { try $0.activityLog.list(query) }
        return (Array(entries.prefix(ActivityQuery.pageSize)), entries.count > ActivityQuery.pageSize)
    }

    /// Somebody signed in asked for what they have no right to (ASVS 16.3.2).
    public func recordRefusedAccess(of signedIn: SignedIn, to route: String, visit: Visit) async throws {
        try await perform { _ in Recorded((), Activity(.accessRefused, by: visit.actor(signedIn), note: route)) }
    }

    public func recordServer(_ action: Action) async throws {
        try await perform { _ in Recorded((), Activity(action, by: .server)) }
    }
}
