import Domain
import Storage

extension Gatehouse {
    /// - Returns: at most a page of entries, newest first, and whether there are older ones.
    public func activity(_ query: ActivityQuery, by caller: Caller) async throws -> (
        entries: [LoggedActivity], hasOlder: Bool
    ) {
        let entries = try await read(.right(.viewActivity), by: caller) { try $0.activityLog.list(query) }
        return (Array(entries.prefix(ActivityQuery.pageSize)), entries.count > ActivityQuery.pageSize)
    }

    /// Somebody signed in asked for what they have no right to (ASVS 16.3.2).
    public func recordRefusedAccess(of signedIn: SignedIn, to route: String, visit: Visit) async throws {
        try await perform(.nothing(because: "that it was refused is what it tells"), by: .user(signedIn, visit)) {
            Recorded((), Activity(.accessRefused, by: $0.actor, .route(route)))
        }
    }

    public func recordServer(_ action: Action) async throws {
        try await perform(.nothing(because: "the server tells of itself"), by: .server) {
            Recorded((), Activity(action, by: $0.actor))
        }
    }
}
