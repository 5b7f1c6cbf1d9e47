import Domain
import Storage

extension Gatehouse {
    public func listUsers(_ query: UserQuery, by caller: Caller) async throws -> (users: [ListedUser], total: Int) {
        try await read(.right(.manageUsers), by: caller) { try $0.users.list(query) }
    }
}
