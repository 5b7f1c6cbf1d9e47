import Domain
import Hashing
import Storage

/// What became of the password that a signed-in user typed again.
enum PasswordAttempt: Sendable {
    /// Right. It is still charged: clear or refund it.
    case right(Attempt)
    case denied(Denial<WrongPassword>)
}

extension Gatehouse {
    /// Compares a password whose attempt is charged.
    func verify(
        _ password: Password, against hash: PasswordHash?, for attempt: Attempt, in turn: HashingTurn
    ) async throws -> PasswordVerdict {
        try await givingBack(attempt) { try await turn.verify(password, against: hash, for: attempt) }
    }

    /// Does what an attempt was charged for. Where it could not be done nothing was judged, and the charge is given back: a server
    /// that lacks memory, its key file or its database locks nobody out.
    func givingBack<Result: Sendable>(
        _ attempt: Attempt, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            try await write(.nothing(because: "nothing was judged"), by: .server) { try $0.refund(attempt) }
            throw error
        }
    }

    /// Charges and compares the password of a signed-in user.
    func checkPassword(
        _ password: Password, of signedIn: SignedIn, action: Action, visit: Visit, in turn: HashingTurn
    ) async throws -> PasswordAttempt {
        let user = signedIn.user
        let (charge, source, hash) = try await write(.session, by: .user(signedIn, visit)) { act in
            let source = try act.source(of: user, visit: visit)
            return (try act.charge(source), source, try act.passwords.find(for: user.id))
        }
        let attempt: Attempt
        switch charge {
        case .limited(let refusal): return .denied(.limited(refusal))
        case .attempt(let charged): attempt = charged
        }
        if case .right = try await verify(password, against: hash, for: attempt, in: turn) { return .right(attempt) }
        let need = Need.nothing(because: "a wrong attempt is told of, whatever has ended meanwhile")
        return try await perform(need, by: .user(signedIn, visit)) { act in
            let refused = Activity(action, by: act.actor, record: user.id.text)
            guard let lock = try act.guessing.lock(of: source) else {
                return Recorded(.denied(.refused(WrongPassword())), refused)
            }
            return Recorded(
                .denied(.limited(lock)), refused, Activity(.signInLocked, by: act.actor, record: user.id.text))
        }
    }
}
