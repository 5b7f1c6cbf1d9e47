import Domain
import Hashing
import Storage

public enum ChangePasswordOutcome: Sendable {
    /// Changed. The session goes on under this token; the user's other sessions have ended.
    case changed(Token)
    case wrongPassword
    /// The new one is the old one.
    case same
    case unfit(PasswordProblem)
    case limited(GuessingRefusal)
}

extension Gatehouse {
    /// Changes one's own password, with the old one.
    public func changePassword(
        _ signedIn: SignedIn, from current: Password, to new: Password, visit: Visit
    ) async throws -> ChangePasswordOutcome {
        if let problem = problem(with: new, of: signedIn.user) { return .unfit(problem) }
        return try await hasher.turn(lane(of: visit, known: signedIn.user.id.text), while: visit.isPresent) { turn in
            let attempt = try await checkPassword(
                current, of: signedIn, action: .passwordChangeRefused, visit: visit, in: turn)
            switch attempt {
            case .wrong: return .wrongPassword
            case .limited(let refusal): return .limited(refusal)
            case .right(let attempt):
                if current == new { return try await unchanged(attempt, signedIn, visit) }
                return try await givingBack(attempt) {
                    try await store(try await turn.hash(new), for: signedIn, attempt: attempt, visit: visit)
                }
            }
        }
    }

    /// Why a new password of this user is refused, or nil.
    func problem(with password: Password, of user: User) -> PasswordProblem? {
        passwordRules.problem(
            with: password, userWords: [user.name.text, user.details.displayName, user.details.email])
    }

    private func unchanged(
        _ attempt: Attempt, _ signedIn: SignedIn, _ visit: Visit
    ) async throws -> ChangePasswordOutcome {
        try await write(.session, by: .user(signedIn, visit)) { try $0.refund(attempt) }
        return .same
    }

    private func store(
        _ hash: PasswordHash, for signedIn: SignedIn, attempt: Attempt, visit: Visit
    ) async throws -> ChangePasswordOutcome {
        // Whoever resets the password meanwhile ends the session with it.
        try await perform(.session, by: signedIn, visit) { act, signedIn in
            let token = try act.renewSession(signedIn, methods: signedIn.session.methods)
            try act.refund(attempt)
            try act.setPassword(hash, of: signedIn.user.id)
            let own = try act.knownBrowsers.find(visit.knownDigests, for: signedIn.user.id)
            try act.knownBrowsers.deleteAll(of: signedIn.user.id, but: own?.digest)
            return Recorded(
                .changed(token), Activity(.passwordChanged, by: act.actor, record: signedIn.user.id.text))
        }
    }
}

extension Act {
    /// Stores a password; a reset link under way is dead.
    func setPassword(_ hash: PasswordHash, of user: UserID) throws {
        try transaction.passwords.set(hash, for: user)
        try transaction.passwords.revokeReset(for: user)
    }
}
