import Domain
import Flows

/// What the pages of one user have in common.
extension Exchange {
    /// Where the list of users stood that led here.
    var list: UserQuery { UserQuery(query) }

    /// The user of the path.
    func managedUser() async throws -> ManagedUser {
        guard let id: UserID = identifier(),
            let managed = try await gatehouse.managedUser(id, by: caller)
        else { throw Refusal.notFound }
        return managed
    }
}
