import Domain
import Storage

extension Gatehouse {
    public func listUsers(_ query: UserQuery) async throws -> (users: [ListedUser], total: Int) {
        try await database.read { try $0.users.list(query) }
    }
}
