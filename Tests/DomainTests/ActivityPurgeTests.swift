import Testing

@testable import Domain

@Suite("Deleting activity by age")
struct ActivityPurgeTests {
    private let start = Timestamp(milliseconds: 1_795_417_200_000)

    /// - Parameters: in days after the start.
    private func purge(at now: Int, oldest: Int?, witness: Int?, lastPurge: Int? = nil) -> ActivityPurge {
        func time(_ day: Int) -> Timestamp { start + .days(day) }
        return ActivityPurge(
            at: time(now), oldest: oldest.map(time), witness: witness.map(time), lastPurge: lastPurge.map(time))
    }

    @Test("Nothing is deleted within a year, and nothing of an empty log")
    func young() {
        #expect(purge(at: 365, oldest: 0, witness: 364) == .nothing)
        #expect(purge(at: 365, oldest: nil, witness: nil) == .nothing)
    }

    @Test("What is older is deleted, at most two days of it a day")
    func bounded() {
        #expect(purge(at: 366, oldest: 0, witness: 365) == .before(start + .days(1)))
        #expect(purge(at: 500, oldest: 0, witness: 499) == .before(start + .days(2)))
        #expect(purge(at: 500, oldest: 0, witness: 499, lastPurge: 499) == .before(start + .days(2)))
        #expect(purge(at: 500, oldest: 2, witness: 499, lastPurge: 500) == .nothing)
    }

    @Test("A clock that nothing in the log bears out deletes nothing")
    func held() {
        #expect(purge(at: 500, oldest: 0, witness: 100) == .held(.days(400)))
        #expect(purge(at: 500, oldest: 0, witness: 495) == .held(.days(5)))
        #expect(purge(at: 500, oldest: 0, witness: 496) == .before(start + .days(2)))
    }
}
