import Testing

@testable import Domain

@Suite("Limits on guessing")
struct GuessingTests {
    @Test("From the third miss on one waits: 1, 2, 4, 8, 16 and then 30 seconds")
    func delays() {
        #expect(
            (0...12).map { GuessingLimits.standard.delay(afterMisses: $0).wholeSeconds } == [
                0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30,
            ])
        #expect(GuessingLimits.standard.delay(afterMisses: .max).wholeSeconds == 30)
        #expect(GuessingLimits.standard.delay(afterMisses: -1).wholeSeconds == 0)
    }

    @Test("PCI 8.3.4 locked after 10 for 30 minutes; NIST 3.2.2 disabled after 100")
    func numbers() {
        #expect(GuessingLimits.standard.lockAfter == 10)
        #expect(GuessingLimits.standard.lockDuration == .minutes(30))
        #expect(GuessingLimits.standard.disableAfter == 100)
    }
}
