import Domain
import TestSupport
import Testing

@testable import Web

/// Budapest in 2026: set forward at 01:00Z on 29 March, back at 01:00Z on 25 October.
@Suite("Times on a clock that is set twice a year")
struct LocalTimeTests {
    private static let forward: Int64 = 1_774_746_000
    private static let back: Int64 = 1_792_890_000
    private let clock = LocalTime { (Self.forward..<Self.back).contains($0) ? 7200 : 3600 }

    private func time(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

    @Test("In the hour that happens twice the two passes are told apart by their offset; elsewhere none is shown")
    func twice() {
        #expect(Moment.exactClock(time(Self.back - 1800), on: clock) == "02:30:00 +02:00")
        #expect(Moment.exactClock(time(Self.back + 1800), on: clock) == "02:30:00 +01:00")
        #expect(Moment.exactClock(time(Self.back - 3601), on: clock) == "01:59:59")
        #expect(Moment.exactClock(time(Self.back + 3600), on: clock) == "03:00:00")
        #expect(Moment(time(Self.back + 1800), .english, on: clock).text == "2026-10-25 02:30 +01:00")
        #expect(Moment(time(Self.back + 1800), .english, on: clock).iso == "2026-10-25T02:30+01:00")
        #expect(Moment.clock(time(Self.back - 1800), on: clock) == "02:30 +02:00")
    }

    @Test("A filter leaves nothing out of the hour that happens twice: from its first pass, until its second")
    func filterTwice() throws {
        let typed = try #require(TypedTime("2026-10-25T02:30", on: clock))
        #expect(typed.start == time(Self.back - 1800))
        #expect(typed.end == time(Self.back + 1860) - Span(milliseconds: 1))
    }

    @Test("A time that no clock shows is read as the edge where it was left out")
    func gap() throws {
        for text in ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59:59"] {
            let typed = try #require(TypedTime(text, on: clock))
            #expect(typed.start == time(Self.forward))
            #expect(typed.end == time(Self.forward) - Span(milliseconds: 1))
        }
        #expect(TypedTime("2026-03-29T03:00", on: clock)?.start == time(Self.forward))
        #expect(TypedTime("2026-03-29T01:59", on: clock)?.end == time(Self.forward) - Span(milliseconds: 1))
    }

    @Test("Every minute of the year is read as it is shown", arguments: [0, 3600, -12_600, 45_900])
    func roundTrip(_ shift: Int) throws {
        let clock = LocalTime { (Self.forward..<Self.back).contains($0) ? shift + 1800 : shift }
        for minute in stride(from: Int64(1_767_225_600), to: 1_798_761_600, by: 60 * 97) {
            let text = String(Moment(time(minute), .english, on: clock).iso.prefix(16))
            let typed = try #require(TypedTime(text, on: clock))
            #expect(typed.start <= time(minute) && time(minute) <= typed.end)
        }
    }

    @Test("The log's filter takes the hour that does not exist")
    func route() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        for text in ["2026-03-29T02:30", "2026-10-25T02:30", "2027-03-14T02:30", "2026-03-29T01:30"] {
            #expect(try await admin.get("/activity?from=\(text)").status == 200)
        }
    }
}
