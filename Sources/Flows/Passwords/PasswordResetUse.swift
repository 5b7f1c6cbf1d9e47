import Domain
import Hashing
import Storage

public enum PasswordResetUseOutcome: Sendable {
    /// Set. Nobody is signed in by it: the next sign-in asks for everything, the second step included (ASVS 6.4.3).
    case done(User, KnownBrowserRenewal)
    case unfit(PasswordProblem, User)
    /// Used, expired, replaced, or never made.
    case expired
}

extension Gatehouse {
    /// Whose reset link this is, while it works.
    public func userOfPasswordReset(_ token: Token) async throws -> User? {
        try await lookUp(because: "whoever has the link may") { try $0.passwordResets.user(of: token.digest) }
    }

    /// Sets a new password by a one-time link. Sessions of the user end; their authenticator stays.
    public func usePasswordReset(_ token: Token, password: Password, visit: Visit) async throws
        -> PasswordResetUseOutcome
    {
        guard let user = try await userOfPasswordReset(token) else { return .expired }
        let new = try await newPassword(password, of: user.words)
        if let problem = new.problem { return .unfit(problem, user) }
        let hash = try await hasher.turn(lane(of: visit, known: user.id.text), while: visit.isPresent) {
            try await $0.hash(password)
        }
        return try await perform(.nothing(because: "the link is used up by it"), by: .stranger(visit)) { act in
            if let problem = new.problem(by: try act.policy.passwords) {
                return .unrecorded(.unfit(problem, user), because: "nothing changed")
            }
            guard try act.users.find(user.id)?.isActive == true,
                try act.passwordResets.consume(token.digest)
            else { return .unrecorded(.expired, because: "nothing changed") }
            try act.setPassword(hash, of: user.id)
            try act.sessions.endAll(of: user.id)
            // Whoever knew the old password may have made browsers known, each with a budget of its own.
            try act.knownBrowsers.deleteAll(of: user.id)
            // The link was handed over: strangers' misses do not shut this browser out.
            let browser = try act.makeKnown(user.id, visit: visit)
            try act.signIns.deleteAll(of: user.id)
            return Recorded(
                .done(user, browser), Activity(.passwordResetUsed, by: visit.actor(user), record: user.id.text))
        }
    }
}
