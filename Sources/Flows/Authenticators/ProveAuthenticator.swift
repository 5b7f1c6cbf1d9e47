import Domain
import Storage

/// What became of one typed code.
enum CodeAttempt {
    /// The time step is consumed.
    case accepted
    case denied(DeniedCode)
}

enum DeniedCode {
    case refused(CodeRefusal)
    /// Wrong, and now there were too many.
    case lockedNow(GuessingRefusal)
    /// Not looked at.
    case limited(GuessingRefusal)

    var denial: Denial<CodeRefusal> {
        switch self {
        case .refused(let refusal): .refused(refusal)
        case .lockedNow(let lock), .limited(let lock): .limited(lock)
        }
    }
}

extension Act {
    /// Further than any phone is followed: ten minutes.
    private static let mostStepsAhead: Int64 = 20

    /// Charges, compares, consumes: the one place where an enrolled authenticator's code is judged.
    func prove(_ code: OneTimeCode, of enrolled: EnrolledTOTP, source: GuessingSource) throws -> CodeAttempt {
        if enrolled.authenticator.disabledAt != nil {
            return .denied(.refused(.blocked(after: enrolled.authenticator.misses, isNew: false)))
        }
        switch try charge(source) {
        case .limited(let refusal): return .denied(.limited(refusal))
        case .attempt(let attempt): return try judge(code, of: enrolled, attempt, source)
        }
    }

    private func judge(
        _ code: OneTimeCode, of enrolled: EnrolledTOTP, _ attempt: Attempt, _ source: GuessingSource
    ) throws -> CodeAttempt {
        let totp = enrolled.totp
        switch totp.verify(code, at: transaction.now, drift: enrolled.drift, for: attempt) {
        case .fits(let step, let drift):
            if try transaction.authenticators.accept(step, drift: drift, of: enrolled.id) { return .accepted }
            try refund(attempt)
            return .denied(
                .refused(enrolled.lastStep - step > Self.mostStepsAhead ? .serverClockWasAhead : .used))
        case .clockOff(let steps):
            let attempt = try missed(.clockOff(seconds: Int(steps) * totp.period), of: enrolled, source: source)
            // Whoever is told could come back with this code when its time has come: the last one told is burnt.
            if steps > 0, case .denied(.refused(.clockOff)) = attempt {
                try transaction.authenticators.recordTold(totp.step(at: transaction.now) + steps, of: enrolled.id)
            }
            return attempt
        case .wrong:
            return try missed(.wrong, of: enrolled, source: source)
        }
    }

    private func missed(_ refusal: CodeRefusal, of enrolled: EnrolledTOTP, source: GuessingSource) throws -> CodeAttempt
    {
        if try transaction.authenticators.recordMiss(of: enrolled.id) {
            return .denied(.refused(.blocked(after: enrolled.authenticator.misses + 1, isNew: true)))
        }
        if let lock = try transaction.guessing.lock(of: source) { return .denied(.lockedNow(lock)) }
        return .denied(.refused(refusal))
    }
}

extension DeniedCode {
    /// What to record of an attempt that was not accepted. Attempts that were not looked at are not recorded: the lock was.
    func activities(_ action: Action, by actor: Actor, user: User) -> [Activity] {
        var refused = Activity(action, by: actor, record: user.id.text)
        refused.details = details
        return switch self {
        case .limited, .refused(.malformed), .refused(.blocked(_, isNew: false)): []
        case .refused(.blocked(_, isNew: true)):
            [refused, Activity(.twoFactorBlocked, by: actor, record: user.id.text)]
        case .refused: [refused]
        case .lockedNow: [refused, Activity(.signInLocked, by: actor, record: user.id.text)]
        }
    }

    private var details: [ActivityDetail] {
        switch self {
        case .refused(.used): [.usedCode]
        case .refused(.serverClockWasAhead): [.serverClockWasAhead]
        case .refused(.clockOff(let seconds)): [.clockOff(seconds: seconds)]
        default: []
        }
    }
}
