import Domain
import Storage

/// Whether something typed is looked at.
enum Charge: Sendable {
    case attempt(Attempt)
    case limited(GuessingRefusal)
}

extension Act {
    /// Charges an attempt before it is looked at.
    func charge(_ source: GuessingSource) throws -> Charge {
        if let refusal = try transaction.guessing.charge(source) { return .limited(refusal) }
        return .attempt(Attempt(chargedTo: source, at: transaction.now))
    }

    /// Takes the charge back: it was right, or could not be judged.
    func refund(_ attempt: Attempt) throws {
        if let (source, time) = attempt.charged { try transaction.guessing.refund(source, chargedAt: time) }
    }
}
