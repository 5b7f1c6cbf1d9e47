import Testing

@testable import Domain

@Suite("Which time steps a code may belong to")
struct CodeWindowTests {
    private static let attempt = Attempt(
        chargedTo: GuessingSource(account: "anna", place: .elsewhere), at: Timestamp(milliseconds: 0))
    /// A key whose codes of all the steps around are different, so that a verdict can only mean one step.
    static let totp = TOTP(key: Secret(0..<20))
    static let now = Timestamp(milliseconds: 1_795_417_200_000)
    static let step = totp.step(at: now)

    static func verdict(_ offset: Int64, drift: Int = 0, at now: Timestamp = now) -> CodeVerdict {
        totp.verify(totp.code(step: totp.step(at: now) + offset), at: now, drift: drift, for: Self.attempt)
    }

    @Test("The codes around are all different, as these tests need it")
    func distinct() {
        #expect(Set((-45...45).map { Self.totp.code(step: Self.step + $0).digits }).count == 91)
    }

    @Test(
        "Without drift: three steps fit, the next 20 each way tell about the clock, the others are wrong",
        arguments: -25...25)
    func matrix(_ offset: Int) {
        let expected: CodeVerdict =
            switch abs(offset) {
            case 0...1: .fits(step: Self.step + Int64(offset), drift: offset)
            case 2...20: .clockOff(steps: Int64(offset))
            default: .wrong
            }
        #expect(Self.verdict(Int64(offset)) == expected)
    }

    @Test("RFC 6238 §6: with any drift the window is three steps wide and lies around it", arguments: -10...10)
    func driftFollows(_ drift: Int) {
        let fitting = (-30...30).filter {
            if case .fits = Self.verdict(Int64($0), drift: drift) { true } else { false }
        }
        #expect(fitting == [drift - 1, drift, drift + 1])
    }

    @Test("A drift is followed step by step, and never further than ten")
    func driftIsBounded() {
        var drift = 0
        for _ in 0..<30 {
            guard case .fits(_, let learnt) = Self.verdict(Int64(drift) + 1, drift: drift) else { break }
            drift = learnt
        }
        #expect(drift == 10)
        #expect(Self.verdict(12, drift: drift) == .clockOff(steps: 12))
    }

    @Test("The window is exact at both edges of a time step")
    func edges() {
        let first = Timestamp(milliseconds: Self.step * 30_000)
        let last = first + Span(milliseconds: 29_999)
        for now in [first, last] {
            #expect(Self.totp.step(at: now) == Self.step)
            #expect(Self.verdict(-1, at: now) == .fits(step: Self.step - 1, drift: -1))
            #expect(Self.verdict(2, at: now) == .clockOff(steps: 2))
        }
        #expect(Self.totp.step(at: last + Span(milliseconds: 1)) == Self.step + 1)
    }

    @Test(
        "The clock is explained up to ten minutes and not a step further, whatever the drift",
        arguments: [-10, -3, 0, 3, 10])
    func explained(_ drift: Int) {
        #expect(Self.verdict(-20, drift: drift) == .clockOff(steps: -20))
        #expect(Self.verdict(20, drift: drift) == .clockOff(steps: 20))
        #expect(Self.verdict(-21, drift: drift) == .wrong)
        #expect(Self.verdict(21, drift: drift) == .wrong)
    }

    @Test("Other parameters have other steps: a period of 60 s explains ten steps")
    func otherPeriod() {
        let totp = TOTP(key: Secret(0..<20), period: 60)
        let step = totp.step(at: Self.now)
        #expect(
            totp.verify(totp.code(step: step - 10), at: Self.now, drift: 0, for: Self.attempt) == .clockOff(steps: -10))
        #expect(totp.verify(totp.code(step: step - 11), at: Self.now, drift: 0, for: Self.attempt) == .wrong)
    }

    @Test("At the beginning of time nothing is computed for steps before it")
    func beginning() {
        let now = Timestamp(milliseconds: 0)
        #expect(
            Self.totp.verify(Self.totp.code(step: 0), at: now, drift: 0, for: Self.attempt) == .fits(step: 0, drift: 0))
    }
}
