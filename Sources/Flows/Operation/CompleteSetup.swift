import Domain
import Storage

public enum CompleteSetupOutcome: Sendable {
    case done(User, KnownBrowserRenewal)
    case unfit([DetailsProblem], PasswordProblem?)
    /// Used, expired or replaced link; or set-up is closed, as it is for good once it was done.
    case closed
}

extension Gatehouse {
    /// Makes a set-up link, replacing an earlier one. - Returns: its token, or nil when set-up is closed.
    public func issueSetupLink(by actor: Actor) async throws -> Token? {
        try await perform { transaction in
            let token = Token(from: transaction.random)
            guard try transaction.setup.issueLink(token.digest) else {
                return .unrecorded(nil, because: "nothing changed")
            }
            return Recorded(token, Activity(.setupLinkMade, by: actor))
        }
    }

    public func isSetupLinkValid(_ token: Token) async throws -> Bool {
        try await database.read { try $0.setup.isValid(token.digest) }
    }

    /// Somebody has the first administrator's name already: set-up stays open.
    private struct NameTaken: Error {}

    /// Makes the first administrator and closes set-up for good, in one transaction.
    public func completeSetup(
        _ token: Token, name: UserName, details: UserDetails, password: Password, visit: Visit
    ) async throws -> CompleteSetupOutcome {
        guard try await isSetupLinkValid(token) else { return .closed }
        let unfit = policy.passwords.problem(
            with: password, userWords: [name.text, details.displayName, details.email])
        guard details.problems.isEmpty, unfit == nil else { return .unfit(details.problems, unfit) }
        let hash = try await hasher.turn(.known(account: "setup"), while: visit.isPresent) {
            try await $0.hash(password)
        }
        return try await perform { transaction in
            let keyring = try keys.keyring()
            let user = User(
                id: transaction.newIdentifier(), name: name, details: details, administratorSince: transaction.now,
                createdAt: transaction.now)
            guard try transaction.setup.close(token.digest) else {
                return .unrecorded(.closed, because: "nothing changed")
            }
            guard try transaction.users.add(user) else { throw NameTaken() }
            let browser = try transaction.makeKnown(user.id, visit: visit)
            try transaction.setPassword(hash, of: user.id, keyring: keyring)
            return Recorded(
                .done(user, browser), Activity(.setupCompleted, by: visit.actor(user), record: user.id.text))
        }
    }
}
