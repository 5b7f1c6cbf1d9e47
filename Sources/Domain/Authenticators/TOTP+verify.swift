/// What a one-time code turned out to be.
public enum CodeVerdict: Equatable, Sendable {
    /// It fits the time step, which the caller must now consume: a step is accepted once (RFC 6238 §5.2).
    /// `drift` is how many steps the phone's clock is ahead (+) or behind (−); remember it.
    case fits(step: Int64, drift: Int)
    /// It fits a time step that is too far away: the phone's clock is off by this many steps, ahead (+) or behind (−).
    case clockOff(steps: Int64)
    case wrong
}

extension TOTP {
    /// How far a phone's clock may be off to be told so: 10 minutes each way.
    private static let explainedSeconds: Int64 = 600
    /// The largest drift that is followed, in steps: the window never wanders further from the server's clock.
    static let largestDrift = 10

    /// Compares a code with the current, the previous and the next time step, as the phone's clock counts them.
    ///
    /// The window is three steps wide whatever the drift: learning moves it, never widens it (RFC 6238 §6).
    /// Every candidate is computed, whatever matched before, so that the time taken tells nothing.
    public func verify(_ code: OneTimeCode, at now: Timestamp, drift: Int, for attempt: Attempt) -> CodeVerdict {
        let server = step(at: now)
        let reach = Self.explainedSeconds / Int64(period)
        let window = (Int64(drift) - 1)...(Int64(drift) + 1)
        let codes = codes
        var verdict = CodeVerdict.wrong
        for offset in Self.nearestLast(reach: reach + Int64(Self.largestDrift), around: Int64(drift)) {
            guard server + offset >= 0, codes.code(counter: server + offset) == code else { continue }
            if window.contains(offset) {
                verdict = .fits(step: server + offset, drift: Self.clamped(offset))
            } else if abs(offset) <= reach, verdict == .wrong || isClockOff(verdict) {
                verdict = .clockOff(steps: offset)
            }
        }
        return verdict
    }

    private func isClockOff(_ verdict: CodeVerdict) -> Bool {
        if case .clockOff = verdict { true } else { false }
    }

    /// The offsets to try, the nearest to the expected one last: should two steps share a code, the nearest one counts.
    private static func nearestLast(reach: Int64, around centre: Int64) -> [Int64] {
        (-reach...reach).sorted { abs($0 - centre) > abs($1 - centre) }
    }

    private static func clamped(_ offset: Int64) -> Int {
        Int(min(max(offset, Int64(-largestDrift)), Int64(largestDrift)))
    }
}
