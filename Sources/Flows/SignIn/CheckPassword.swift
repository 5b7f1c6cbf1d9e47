import Domain
import Storage

/// What became of the password that a signed-in user typed again.
enum PasswordAttempt: Sendable {
    /// Right. It is still charged to this source: clear or refund it.
    case right(GuessingSource)
    case wrong
    case limited(GuessingRefusal)
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
            try await write(.nothing(because: "nothing was judged"), by: .server) { try $0.guessing.refund(source) }
            throw error
        }
    }

    /// Charges and compares the password of a signed-in user.
    func checkPassword(
        _ password: Password, of signedIn: SignedIn, action: Action, visit: Visit, in turn: HashingTurn
    ) async throws -> PasswordAttempt {
        let user = signedIn.user
        let (source, refusal, hash) = try await write(.session, by: .user(signedIn, visit)) { act in
            let source = try act.source(of: user, visit: visit)
            let refusal = try act.guessing.charge(source)
            return (source, refusal, try act.passwords.find(for: user.id))
        }
        if let refusal { return .limited(refusal) }
        if case .right = try await verify(password, against: hash, chargedTo: source, in: turn) {
            return .right(source)
        }
        let need = Need.nothing(because: "a wrong attempt is told of, whatever has ended meanwhile")
        return try await perform(need, by: .user(signedIn, visit)) { act in
            let refused = Activity(action, by: act.actor, record: user.id.text)
            guard let lock = try act.guessing.lock(of: source) else {
                return Recorded(.wrong, refused)
            }
            return Recorded(
                .limited(lock), refused, Activity(.signInLocked, by: act.actor, record: user.id.text))
        }
    }
}
