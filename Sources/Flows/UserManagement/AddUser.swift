import Domain
import Storage

public enum AddUserOutcome: Sendable {
    /// Added, without a password: this link sets it.
    case added(User, ResetLink)
    case nameTaken
    case unfit([DetailsProblem])
}

/// A one-time link to set a password with; its token is shown once and not kept.
public struct ResetLink: Sendable {
    public var token: Token
    public var expires: Timestamp
}

extension Gatehouse {
    public func addUser(
        name: UserName, details: UserDetails, isAdministrator: Bool, by signedIn: SignedIn, visit: Visit
    ) async throws -> AddUserOutcome {
        guard details.problems.isEmpty else { return .unfit(details.problems) }
        return try await perform { transaction in
            let user = User(
                id: transaction.newIdentifier(), name: name, details: details,
                administratorSince: isAdministrator ? transaction.now : nil, createdAt: transaction.now)
            guard try transaction.users.add(user) else { return .unrecorded(.nameTaken, because: "nothing changed") }
            let link = try transaction.issueReset(for: user)
            let actor = visit.actor(signedIn)
            let activities = [
                Activity(.userAdded, by: actor, record: user.id.text, note: user.name.text),
                Activity(.passwordResetIssued, by: actor, record: user.id.text, note: user.name.text),
            ]
            let granted = Activity(.administratorGranted, by: actor, record: user.id.text, note: user.name.text)
            return Recorded(.added(user, link), all: activities + (isAdministrator ? [granted] : []))
        }
    }
}

extension Transaction {
    func issueReset(for user: User) throws -> ResetLink {
        let token = Token(from: random)
        return ResetLink(token: token, expires: try passwords.issueReset(token.digest, for: user.id))
    }
}
