import Domain
import Flows
import TestSupport
import Testing

@testable import Storage

@Suite("A clock that is wrong for a while")
struct WrongClockTests {
    private static let ahead = Span.days(400)

    private func putRight(_ house: TestHouse) {
        house.clock.advance(by: Span(milliseconds: -Self.ahead.milliseconds))
    }

    @Test(
        "One start with the clock 400 days ahead deletes nothing, says so once, and afterwards everything is as it was")
    func oneStart() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        try await house.browser().signIn("nobody", password: "x")
        house.clock.advance(by: .seconds(30))
        let before = try await house.snapshot()
        house.clock.advance(by: Self.ahead)
        try await house.gatehouse.recordServer(.serverStarted)
        for _ in 0..<3 {
            let doubted = try await house.gatehouse.cleanUp()
            #expect(doubted.map { $0 > Self.ahead } == true)
            try await house.gatehouse.tidyUp()
            house.clock.advance(by: .hours(1))
        }
        house.clock.advance(by: .hours(-3))
        #expect(try await house.activities(.activityPurgeHeld).map(\.details) == [[.days(400)]])
        #expect(try await house.activities(.activityPurged).isEmpty)
        let after = try await house.snapshot()
        for (table, rows) in before where table != "activity_tally" {
            #expect(Set(rows).isSubset(of: after[table] ?? []), "\(table)")
        }
        putRight(house)
        #expect(try await browser.isSignedIn())
    }

    @Test("A clock that stays ahead deletes two days of the log a day, each time with an entry")
    func stays() async throws {
        let house = try await TestHouse()
        for _ in 0..<20 {
            try await house.gatehouse.recordServer(.serverStarted)
            house.clock.advance(by: .days(1))
        }
        house.clock.advance(by: Self.ahead)
        try await house.gatehouse.cleanUp()
        #expect(try await house.activities(.serverStarted).count == 20)
        for day in 1...4 {
            house.clock.advance(by: .days(1))
            for _ in 0..<3 { try await house.gatehouse.cleanUp() }
            #expect(try await house.activities(.serverStarted).count == 20 - 2 * day)
            #expect(
                try await house.activities(.activityPurged).map(\.details) == Array(repeating: [.count(2)], count: day))
        }
    }

    @Test("Many old entries are deleted batch by batch, and counted in one entry")
    func batches() async throws {
        let house = try await TestHouse()
        let number = 2 * ActivityLog.batchSize + 7
        try await house.database.write { transaction in
            for _ in 0..<number { try transaction.activityLog.record(Activity(.serverStarted, by: .server)) }
        }
        try await house.standBy(366)
        try await house.gatehouse.cleanUp()
        #expect(try await house.count("activity", where: "action = 'server.started'") == 1)
        #expect(try await house.activities(.activityPurged).map(\.details) == [[.count(number)]])
    }

    @Test(
        "What was begun while the clock was ahead is over when it is right: sessions, half-done sign-ins, pending keys, links"
    )
    func begun() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let digests = (0..<3).map { _ in Token(from: .system).digest }
        house.clock.advance(by: Self.ahead)
        let browser = house.browser()
        try await browser.signIn("anna")
        let key = try await browser.get("/profile/two-factor").shownKey
        #expect(!key.isEmpty)
        try await house.database.write { transaction in
            _ = try transaction.passwordResets.issue(digests[0], for: id)
            _ = try transaction.setup.issueLink(digests[1])
            try transaction.signIns.add(digests[2], user: id, proof: .password)
        }
        putRight(house)
        #expect(try await browser.isSignedIn() == false)
        let session = try #require(try await house.database.read { try $0.sessions.list(of: id) }.first).id
        let found = try await house.database.read { transaction in
            (
                try transaction.passwordResets.user(of: digests[0]) == nil, try transaction.setup.isValid(digests[1]),
                try transaction.signIns.find(digests[2]) == nil, try transaction.enrolments.find(of: session) == nil
            )
        }
        #expect(found.0 && !found.1 && found.2 && found.3)
        let consumed = try await house.database.write {
            (try $0.passwordResets.consume(digests[0]), try $0.setup.close(digests[1]))
        }
        #expect(consumed == (false, false))
    }

    @Test("A session goes on when the clock is put back by a little, and its use is recorded anew")
    func little() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        house.clock.advance(by: .minutes(-4))
        #expect(try await browser.isSignedIn())
        #expect(try await house.count("session", where: "last_used_at = \(house.clock.now.milliseconds)") == 1)
        house.clock.advance(by: .minutes(-2))
        #expect(try await browser.isSignedIn() == false)
    }

    @Test("Nobody stays locked or waits for the time by which the clock was ahead")
    func locks() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        house.clock.advance(by: Self.ahead)
        let answer = try await house.guess(10, at: "anna", from: house.browser())
        #expect(answer?.status == 429)
        house.clock.advance(by: .minutes(-30))
        putRight(house)
        let query = UserQuery()
        let (lock, listed) = try await house.database.read {
            (try $0.guessing.lock(of: id), try $0.users.list(query).users.first)
        }
        #expect(lock == nil && listed?.isLocked == false && listed?.lockedUntil == nil)
        #expect(try await house.browser().signIn("anna").location == "/")
        house.clock.advance(by: Self.ahead)
        for _ in 0..<9 { try await house.browser().signIn("bence", password: "x") }
        _ = try await house.guess(9, at: "bence", from: house.browser())
        putRight(house)
        #expect(try await house.browser().signIn("bence", password: "x").status == 401)
    }

    @Test("A clock that is put back by a little, or another replica's, opens no lock")
    func littleBack() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        _ = try await house.guess(9, at: "anna", from: house.browser())
        house.clock.advance(by: .minutes(-4))
        #expect(try await house.browser().signIn("anna").status == 429)
        house.clock.advance(by: .minutes(5))
        _ = try await house.guess(1, at: "anna", from: house.browser())
        house.clock.advance(by: .minutes(-4))
        #expect(try await house.browser().signIn("anna").status == 429)
    }

    @Test("Two replicas that clean up at once say once what they deleted")
    func replicas() async throws {
        let house = try await TestHouse()
        try await house.gatehouse.recordServer(.serverStarted)
        try await house.standBy(366)
        _ = try await race(8) { _ in try await house.gatehouse.cleanUp() }
        #expect(try await house.activities(.activityPurged).map(\.details) == [[.count(1)]])
    }

    @Test("A browser that became known while the clock was ahead is known for no longer, and shuts no other out")
    func knownBrowsers() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let early = (0..<KnownBrowsers.largestNumber).map { _ in Token(from: .system).digest }
        let now = Token(from: .system).digest
        house.clock.advance(by: Self.ahead)
        for digest in early {
            try await house.database.write {
                try $0.knownBrowsers.remember(digest, replacing: nil, for: id, at: "")
            }
        }
        putRight(house)
        let known = try await house.database.write { transaction in
            try transaction.knownBrowsers.remember(now, replacing: nil, for: id, at: "")
            return try (early + [now]).filter { try transaction.knownBrowsers.find([$0], for: id) != nil }
        }
        #expect(known == [now])
    }

    @Test("What repeats itself is written again after the clock is right")
    func tallies() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        house.clock.advance(by: Self.ahead)
        for _ in 0..<8 { try await house.browser().signIn("anna") }
        putRight(house)
        try await house.gatehouse.tidyUp()
        #expect(try await house.count("activity_tally", where: "first_at > \(house.clock.now.milliseconds)") == 0)
        let before = try await house.count("activity", where: "action = 'sign-in.completed'")
        try await house.browser().signIn("anna")
        #expect(try await house.count("activity", where: "action = 'sign-in.completed'") == before + 1)
    }

    @Test("A code that cannot be accepted since the clock was put right is not called used")
    func codes() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        house.clock.advance(by: Self.ahead)
        try await house.browser().signIn("anna", code: house.code(totp))
        putRight(house)
        let answer = try await house.browser().signIn("anna", code: house.code(totp))
        #expect(answer.status == 401 && answer.says.contains("clock was ahead"))
    }

    @Test("A last sign-in that is still to come says why it stands there")
    func lastSignIn() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("katalin", isAdministrator: true)
        house.clock.advance(by: Self.ahead)
        try await house.browser().signIn("katalin")
        putRight(house)
        let browser = house.browser()
        try await browser.signIn("katalin")
        #expect(try await browser.get("/").text.contains("clock was ahead"))
        #expect(try await !browser.get("/users").text.contains("clock was ahead"))
        try await house.execute("UPDATE user_account SET last_sign_in_at = last_sign_in_at + 34560000000")
        for path in ["/users", "/users/\(id.text)"] {
            #expect(try await browser.get(path).text.contains("clock was ahead"), "\(path)")
        }
    }

    @Test("The log says of an entry that it was written while the clock was ahead")
    func entries() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        house.clock.advance(by: Self.ahead)
        try await house.gatehouse.recordServer(.serverStarted)
        #expect(try await house.activities(.serverStarted).count == 1)
        putRight(house)
        let text = try await admin.get("/activity?action=server.started").text
        #expect(text.contains("clock was ahead"))
        #expect(try await !admin.get("/activity?action=sign-in.completed").text.contains("clock was ahead"))
    }
}
