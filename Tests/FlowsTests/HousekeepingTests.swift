import Domain
import Flows
import Storage
import TestSupport
import Testing

@Suite("Housekeeping")
struct HousekeepingTests {
    @Test("It deletes what is over and nothing else")
    func deletes() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn("anna")
        try await browser.get("/profile/two-factor")
        _ = try await house.enrol(try await house.addUser("bence"))
        try await house.browser().signIn("bence")
        try await house.browser().signIn("nobody", password: "x")
        try await house.browser().signIn("anna", password: "x")
        let before = try await house.snapshot()
        try await house.gatehouse.cleanUp()
        #expect(try await house.snapshot() == before)

        house.clock.advance(by: .days(2))
        try await house.gatehouse.cleanUp()
        for table in ["session", "sign_in", "totp_enrolment"] { #expect(try await house.count(table) == 0, "\(table)") }
        #expect(try await house.count("guessing", where: "misses > 0") == 2)
        #expect(try await house.count("known_browser") == 1)
        #expect(try await house.count("activity") == before["activity"]?.count)

        try await house.standBy(29)
        try await house.gatehouse.cleanUp()
        #expect(try await house.count("guessing", where: "misses > 0") == 1)

        try await house.standBy(337)
        try await house.gatehouse.cleanUp()
        #expect(try await house.count("known_browser") == 0)
        #expect(
            try await house.activities().map { $0.action.text(\.rawValue) } == [
                "activity.purged", "server.started", "server.started",
            ])
        for (table, count) in [("user_account", 2), ("totp", 1), ("password", 2)] {
            #expect(try await house.count(table) == count, "\(table)")
        }
    }

    @Test("R24 nothing depends on it: the same answers come with and without it")
    func sameAnswers() async throws {
        var answers: [[Int]] = []
        for cleansUp in [false, true] {
            let house = try await TestHouse()
            let (browser, _) = try await house.signedIn("anna")
            let half = house.browser()
            _ = try await house.enrol(try await house.addUser("bence"))
            try await half.signIn("bence")
            house.clock.advance(by: .hours(13))
            if cleansUp { try await house.gatehouse.cleanUp() }
            answers.append([
                try await browser.get("/session").status, try await browser.get("/").status,
                try await half.get("/sign-in/code").status,
            ])
        }
        #expect(answers[0] == answers[1])
    }
}

extension TestHouse {
    /// Lets so many days pass, on whose last but one something was done.
    func standBy(_ days: Int) async throws {
        clock.advance(by: .days(days - 2))
        try await gatehouse.recordServer(.serverStarted)
        clock.advance(by: .days(2))
    }
}
