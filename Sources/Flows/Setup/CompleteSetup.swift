import Domain
import Hashing
import Storage

public enum CompleteSetupOutcome: Sendable {
    case done(User, KnownBrowserRenewal)
    case unfit([DetailsProblem], PasswordProblem?)
    /// Used, expired or replaced link; or set-up is closed, as it is for good once it was done.
    case closed
}

extension Gatehouse {
    /// Makes a set-up link, replacing an earlier one. - Returns: its token, or nil when set-up is closed.
    public func issueSetupLink(by caller: Caller) async throws -> Token? {
        try await perform(.nothing(because: "strangers have no door to it"), by: caller) { act in
            let token = Token(from: act.random)
            guard try act.setup.issueLink(token.digest) else {
                return .unrecorded(nil, because: "nothing changed")
            }
            return Recorded(token, Activity(.setupLinkMade, by: act.actor))
        }
    }

    public func isSetupLinkValid(_ token: Token) async throws -> Bool {
        try await lookUp(because: "whoever has the link may") { try $0.setup.isValid(token.digest) }
    }

    /// Somebody has the first administrator's name already: set-up stays open.
    private struct NameTaken: Error {}

    /// Makes the first administrator and closes set-up for good, in one act.
    public func completeSetup(
        _ token: Token, name: UserName, details: UserDetails, password: Password, visit: Visit
    ) async throws -> CompleteSetupOutcome {
        guard try await isSetupLinkValid(token) else { return .closed }
        let new = try await newPassword(password, of: [name.text] + details.words)
        let unfit = new.problem
        guard details.problems.isEmpty, unfit == nil else { return .unfit(details.problems, unfit) }
        let hash = try await hasher.turn(lane(of: visit, known: "setup"), while: visit.isPresent) {
            try await $0.hash(password)
        }
        return try await perform(.nothing(because: "the link is used up by it"), by: .stranger(visit)) { act in
            let user = User(
                id: act.newIdentifier(), name: name, details: details, administratorSince: act.now,
                createdAt: act.now)
            if let problem = new.problem(by: try act.policy.passwords) {
                return .unrecorded(.unfit([], problem), because: "nothing changed")
            }
            guard try act.setup.close(token.digest) else {
                return .unrecorded(.closed, because: "nothing changed")
            }
            guard try act.users.add(user) else { throw NameTaken() }
            let browser = try act.makeKnown(user.id, visit: visit)
            try act.setPassword(hash, of: user.id)
            return Recorded(
                .done(user, browser), Activity(.setupCompleted, by: visit.actor(user), record: user.id.text))
        }
    }
}
