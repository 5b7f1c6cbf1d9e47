import Domain
import Storage

/// What became of the password that a signed-in user typed again.
enum PasswordAttempt: Sendable {
    /// Right. It is still charged to this source: clear or refund it.
    case right(GuessingSource)
    case wrong
    case limited(GuessingRefusal)

    var refusal: ProofOutcome {
        switch self {
        case .right: .sessionEnded
        case .wrong: .wrongPassword
        case .limited(let refusal): .limited(refusal)
        }
    }
}

extension Gatehouse {
    /// Compares a password whose attempt is charged.
    func verify(
        _ password: Password, against hash: PasswordHash?, chargedTo source: GuessingSource, in turn: HashingTurn
    ) async throws -> PasswordVerdict {
        try await givingBack(source) { try await turn.verify(password, against: hash) }
    }

    /// Does what an attempt was charged for. Where it could not be done nothing was judged, and the charge is given back: a server
    /// that lacks memory, its key file or its database locks nobody out.
    func givingBack<Result: Sendable>(
        _ source: GuessingSource, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            try await database.write { try $0.guessing.refund(source) }
            throw error
        }
    }

    /// Charges and compares the password of a signed-in user.
    func checkPassword(
        _ password: Password, of signedIn: SignedIn, action: Action, visit: Visit, in turn: HashingTurn
    ) async throws -> PasswordAttempt {
        let user = signedIn.user
        let policy = policy
        let (source, refusal, hash) = try await database.write { transaction in
            let source = try transaction.source(of: user, visit: visit, policy: policy)
            let refusal = try transaction.guessing.charge(source)
            return (source, refusal, try transaction.passwords.find(for: user.id))
        }
        if let refusal { return .limited(refusal) }
        if case .right = try await verify(password, against: hash, chargedTo: source, in: turn) {
            return .right(source)
        }
        return try await perform { transaction in
            let actor = visit.actor(signedIn)
            let refused = Activity(action, by: actor, record: user.id.text)
            guard let lock = try transaction.guessing.lock(of: source) else {
                return Recorded(.wrong, refused)
            }
            return Recorded(
                .limited(lock), refused, Activity(.signInLocked, by: actor, record: user.id.text))
        }
    }
}
