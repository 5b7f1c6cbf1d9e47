import Domain
import Hashing
import Storage

public enum ChangePasswordOutcome: Sendable {
    /// Changed. The session goes on under this token; the user's other sessions have ended.
    case changed(Token)
    case denied(Denial<WrongPassword>)
    /// The new one is the old one.
    case same
    case unfit(PasswordProblem)
}

extension Gatehouse {
    /// Changes one's own password, with the old one.
    public func changePassword(
        _ signedIn: SignedIn, from current: Password, to new: Password, visit: Visit
    ) async throws -> ChangePasswordOutcome {
        let judged = try await newPassword(new, of: signedIn.user.words)
        if let problem = judged.problem { return .unfit(problem) }
        return try await hasher.turn(lane(of: visit, known: signedIn.user.id.text), while: visit.isPresent) { turn in
            let attempt = try await checkPassword(
                current, of: signedIn, action: .passwordChangeRefused, visit: visit, in: turn)
            switch attempt {
            case .denied(let denial): return .denied(denial)
            case .right(let attempt):
                if current == new { return try await unchanged(attempt, signedIn, visit) }
                return try await givingBack(attempt) {
                    try await store(judged, as: try await turn.hash(new), for: signedIn, attempt: attempt, visit: visit)
                }
            }
        }
    }

    private func unchanged(
        _ attempt: Attempt, _ signedIn: SignedIn, _ visit: Visit
    ) async throws -> ChangePasswordOutcome {
        try await write(.session, by: .user(signedIn, visit)) { try $0.refund(attempt) }
        return .same
    }

    private func store(
        _ new: NewPassword, as hash: PasswordHash, for signedIn: SignedIn, attempt: Attempt, visit: Visit
    ) async throws -> ChangePasswordOutcome {
        // Whoever resets the password meanwhile ends the session with it.
        try await perform(.session, by: signedIn, visit) { act, signedIn in
            try act.refund(attempt)
            if let problem = new.problem(by: try act.policy.passwords) {
                return .unrecorded(.unfit(problem), because: "nothing changed")
            }
            let token = try act.renewSession(signedIn, methods: signedIn.session.methods)
            try act.setPassword(hash, of: signedIn.user.id)
            let own = try act.knownBrowsers.find(visit.knownDigests, for: signedIn.user.id)
            try act.knownBrowsers.deleteAll(of: signedIn.user.id, but: own?.digest)
            return Recorded(
                .changed(token), Activity(.passwordChanged, by: act.actor, record: signedIn.user.id.text))
        }
    }
}
