import Domain
import Storage

public enum AddUserOutcome: Sendable {
    /// Added, without a password: this link sets it.
    case added(User, PasswordResetLink)
    /// Not added: somebody has the name, or details are wrong, or both.
    case unfit(nameIsTaken: Bool, [DetailsProblem])
}

extension Gatehouse {
    public func addUser(
        name: UserName, details: UserDetails, isAdministrator: Bool, by caller: Caller
    ) async throws -> AddUserOutcome {
        try await perform(.right(.manageUsers, recentProof: true), by: caller) { act in
            guard details.problems.isEmpty else {
                let isTaken = try act.users.find(name) != nil
                return .unrecorded(.unfit(nameIsTaken: isTaken, details.problems), because: "nothing changed")
            }
            let user = User(
                id: act.newIdentifier(), name: name, details: details,
                administratorSince: isAdministrator ? act.now : nil, createdAt: act.now)
            guard try act.users.add(user) else {
                return .unrecorded(.unfit(nameIsTaken: true, []), because: "nothing changed")
            }
            let link = try act.issuePasswordReset(for: user)
            let actor = act.actor
            let activities = [
                Activity(.userAdded, by: actor, record: user.id.text, .userName(user.name.text)),
                Activity(.passwordResetIssued, by: actor, record: user.id.text, .userName(user.name.text)),
            ]
            let granted = Activity(.administratorGranted, by: actor, record: user.id.text, .userName(user.name.text))
            return Recorded(.added(user, link), all: activities + (isAdministrator ? [granted] : []))
        }
    }
}
