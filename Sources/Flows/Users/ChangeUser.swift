import Domain
import Storage

/// What the *Default settings* pane sends.
public struct UserChange: Sendable {
    public var name: UserName
    public var details: UserDetails
    public var isActive: Bool
    public var isAdministrator: Bool

    public init(name: UserName, details: UserDetails, isActive: Bool, isAdministrator: Bool) {
        self.name = name
        self.details = details
        self.isActive = isActive
        self.isAdministrator = isAdministrator
    }
}

public enum ChangeUserOutcome: Sendable {
    case changed
    case notFound
    /// Somebody else has the name, or details are wrong, or both.
    case unfit(nameIsTaken: Bool, [DetailsProblem])
    /// Administrators cannot inactivate themselves, or give up their rights, here.
    case ownAccount
    /// Nobody would be left to manage users.
    case lastAdministrator
}

extension Gatehouse {
    /// Changes another user, all fields or none. Who is inactivated is signed out everywhere, at once.
    public func changeUser(_ id: UserID, to change: UserChange, by caller: Caller) async throws
        -> ChangeUserOutcome
    {
        try await performAllOrNothing(by: caller) { act in
            guard var user = try act.users.find(id) else { throw Refused(.notFound) }
            let problems = change.details.problems
            guard problems.isEmpty else {
                let holder = try act.users.find(change.name)
                throw Refused(.unfit(nameIsTaken: holder != nil && holder?.id != id, problems))
            }
            let actor = act.actor
            var activities: [Activity] = []
            if user.name != change.name || user.details != change.details {
                var changed = Activity(.userChanged, by: actor, record: id.text)
                if user.name != change.name { changed.details.append(.renamed(user.name.text, change.name.text)) }
                let fields = user.details.changes(to: change.details)
                if !fields.isEmpty { changed.details.append(.changed(fields)) }
                user.name = change.name
                user.details = change.details
                guard try act.users.update(user) else { throw Refused(.unfit(nameIsTaken: true, [])) }
                activities.append(changed)
            }
            let isOwn = act.caller.isUser(id)
            if user.isActive != change.isActive {
                if isOwn { throw Refused(.ownAccount) }
                activities.append(try act.setActive(change.isActive, user, by: actor))
            }
            if user.isAdministrator != change.isAdministrator {
                if isOwn { throw Refused(.ownAccount) }
                activities.append(try act.setAdministrator(change.isAdministrator, user, by: actor))
            }
            return Recorded(.changed, all: activities)
        }
    }

    private func performAllOrNothing(
        by caller: Caller, _ body: @escaping @Sendable (Act) throws -> Recorded<ChangeUserOutcome>
    ) async throws -> ChangeUserOutcome {
        do {
            return try await perform(.right(.manageUsers, recentProof: true), by: caller, body)
        } catch let refused as Refused {
            return refused.outcome
        }
    }
}

/// A refusal that undoes what the transaction did before it. Nothing was counted or recorded in it.
private struct Refused: Error {
    let outcome: ChangeUserOutcome

    init(_ outcome: ChangeUserOutcome) {
        self.outcome = outcome
    }
}

extension Act {
    fileprivate func setActive(_ isActive: Bool, _ user: User, by actor: Actor) throws -> Activity {
        if isActive {
            _ = try transaction.users.reactivate(user.id)
            return Activity(.userReactivated, by: actor, record: user.id.text, .userName(user.name.text))
        }
        guard try transaction.users.inactivate(user.id) else { throw Refused(.lastAdministrator) }
        try endAccess(of: user.id)
        try transaction.passwordResets.revoke(for: user.id)
        return Activity(.userInactivated, by: actor, record: user.id.text, .userName(user.name.text))
    }

    fileprivate func setAdministrator(_ isAdministrator: Bool, _ user: User, by actor: Actor) throws -> Activity {
        if isAdministrator {
            _ = try transaction.users.grantAdministration(to: user.id)
            return Activity(.administratorGranted, by: actor, record: user.id.text, .userName(user.name.text))
        }
        guard try transaction.users.withdrawAdministration(from: user.id) else { throw Refused(.lastAdministrator) }
        return Activity(.administratorWithdrawn, by: actor, record: user.id.text, .userName(user.name.text))
    }
}
