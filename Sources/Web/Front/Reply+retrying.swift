import Domain
import Flows
import HTTPTypes

extension Reply {
    /// Says when to try again.
    func retrying(_ refusal: GuessingRefusal, _ exchange: Exchange) -> Reply {
        refusal.retryAfter(at: exchange.gatehouse.now).map { with(.retryAfter, "\($0)") } ?? self
    }
}

extension GuessingRefusal {
    /// Seconds until it is worth trying again: the value of `Retry-After`.
    fileprivate func retryAfter(at now: Timestamp) -> Int? {
        switch self {
        case .wait(let span): span.wholeSeconds
        case .locked(let until): max(1, (until - now).wholeSeconds)
        case .lockedForGood: nil
        }
    }
}
