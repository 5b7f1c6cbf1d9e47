import Domain
import Flows
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("What repeats itself is one entry with a count")
struct RepetitionTests {
    private func tidy(_ house: TestHouse) async throws {
        house.clock.advance(by: ActivityLimits.window)
        try await house.gatehouse.tidyUp()
    }

    @Test("One session's refusals: five entries, and an hour later one with the number of the others and their times")
    func session() async throws {
        let house = try await TestHouse()
        let (anna, _) = try await house.signedIn()
        let first = house.clock.now
        for _ in 0..<20 { #expect(try await anna.get("/users").status == 403) }
        #expect(try await house.activities(.accessRefused).count == 5)
        house.clock.advance(by: .minutes(20))
        for _ in 0..<3 { try await anna.get("/users") }
        let last = house.clock.now
        try await tidy(house)
        let entries = try await house.activities(.accessRefused)
        #expect(entries.count == 6)
        #expect(entries.first?.repetition == Repetition(count: 18, from: first, until: last))
        #expect(entries.first?.userName == "anna")
        try await house.gatehouse.tidyUp()
        #expect(try await house.activities(.accessRefused).count == 6)
        #expect(try await house.count("activity_tally") == 0)
    }

    @Test("The entry says it in both languages")
    func words() async throws {
        let house = try await TestHouse()
        let (anna, _) = try await house.signedIn()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        for _ in 0..<7 { try await anna.get("/users") }
        try await tidy(house)
        let says = Texts.english(
            "activity.repeated",
            [
                "count": "2", "from": "\(Moment.clock(house.clock.now - .hours(1)))",
                "until": "\(Moment.clock(house.clock.now - .hours(1)))",
            ])
        try await admin.signIn("katalin")
        #expect(try await admin.get("/activity").text.contains(says))
    }

    @Test("Different things are counted apart, and so are different sessions")
    func apart() async throws {
        let house = try await TestHouse()
        let (anna, _) = try await house.signedIn()
        let other = house.browser()
        try await other.signIn("anna")
        for _ in 0..<6 {
            try await anna.get("/users")
            try await anna.get("/activity")
            try await other.get("/users")
        }
        #expect(try await house.activities(.accessRefused).count == 15)
    }

    @Test(
        "Strangers' tries: five entries for all names that nobody has, five for each user, from one address or IPv6 network"
    )
    func strangers() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        for number in 0..<20 {
            house.clock.advance(by: .seconds(31))
            let browser = house.browser(address: "2001:db8::\(number)")
            try await browser.signIn("nobody\(number)", password: "wrong")
            if number < 8 { try await browser.signIn("anna", password: "wrong") }
        }
        let entries = try await house.activities(.signInRefused)
        #expect(entries.filter { $0.userName.isEmpty }.count == 5)
        #expect(entries.filter { $0.userName == "anna" }.count == 5)
        try await house.browser(address: "2001:db8:0:1::1").signIn("somebody", password: "wrong")
        #expect(try await house.activities(.signInRefused).count == 11)
    }

    @Test("An administrator's acts are never merged; past the bound of an hour they are refused, and the log says so")
    func acts() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let anna = try await house.addUser("anna")
        for _ in 0..<7 {
            #expect(try await admin.submit("/users/\(anna.text)/password-reset").status == 200)
        }
        #expect(try await house.activities(.passwordResetIssued).count == 7)
        try await house.execute(
            "UPDATE activity_tally SET total = \(ActivityLimits.actsOfSession - 1) WHERE action = ''")
        #expect(try await admin.submit("/users/\(anna.text)/password-reset").status == 200)
        #expect(try await house.activities(.actsLimited).count == 1)
        let before = try await house.snapshot(without: ["activity", "activity_tally", "session.last_used_at"])
        let refused = try await admin.submit("/users/\(anna.text)/password-reset")
        #expect(refused.status == 429 && refused.headers[.retryAfter] != nil)
        #expect(try await house.snapshot(without: ["activity", "activity_tally", "session.last_used_at"]) == before)
        try await tidy(house)
        try await admin.signIn("katalin")
        #expect(try await admin.submit("/users/\(anna.text)/password-reset").status == 200)
    }

    @Test("Every sign-in is an entry of its own; a thousand an hour of one user are enough")
    func signIns() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        for _ in 0..<8 { try await house.browser().signIn("anna") }
        #expect(try await house.activities(.signedIn).count == 8)
        try await house.execute(
            "UPDATE activity_tally SET total = \(ActivityLimits.signInsOfUser) WHERE scope LIKE 'sign-ins %'")
        #expect(try await house.browser().signIn("anna").status == 429)
        #expect(try await house.count("session") == 8)
        #expect(try await house.count("guessing", where: "misses > 0") == 0)
        try await tidy(house)
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("Who knows a password and stops there fills nothing, and keeps nobody out")
    func half() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        for _ in 0..<9 { try await house.browser().signIn("anna") }
        #expect(try await house.activities(.passwordAccepted).count == 5)
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test(
        "A password that is known to somebody elsewhere too: their first steps are entries of their own, with their address"
    )
    func passwordElsewhere() async throws {
        let house = try await TestHouse()
        _ = try await house.enrol(try await house.addUser("anna"))
        for _ in 0..<9 { try await house.browser().signIn("anna") }
        try await house.browser(address: "198.51.100.7").signIn("anna")
        let entries = try await house.activities(.passwordAccepted)
        #expect(entries.count == 6 && entries.filter { $0.address == "198.51.100.7" }.count == 1)
    }

    /// Every session and user has done as much as is recorded in an hour.
    private func fillQuotas(_ house: TestHouse) async throws {
        #expect(try await house.count("activity_tally", where: "action = ''") > 0)
        try await house.execute(
            "UPDATE activity_tally SET total = \(ActivityLimits.actsOfSession) WHERE action = ''")
    }

    @Test("A code that was used before costs no attempt, and fills nothing however often it comes")
    func usedCodes() async throws {
        let house = try await TestHouse()
        let (browser, _, totp) = try await house.signedInWithTwoFactors()
        let code = house.code(totp)
        #expect(try await browser.stepUp(code: code).status == 303)
        let half = house.browser()
        try await half.signIn("anna")
        for _ in 0..<20 {
            try await half.submit("/sign-in/code", [("code", code)])
            try await browser.stepUp(code: code)
            try await browser.submit("/profile/two-factor", [("code", code)])
        }
        for action in [Action.codeRefused, .stepUpRefused, .twoFactorDisableRefused] {
            #expect(try await house.activities(action).count == ActivityLimits.writtenSingly, "\(action)")
        }
        try await tidy(house)
        #expect(try await house.activities(.codeRefused).first?.repetition?.count == 15)
    }

    @Test("A session that may do nothing more can still end: one's own, others, and the access of somebody else")
    func endingIsNeverRefused() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let anna = try await house.addUser("anna", isAdministrator: true)
        let other = house.browser()
        try await other.signIn("katalin")
        #expect(try await admin.submit("/users/\(anna.text)/password-reset").status == 200)
        try await fillQuotas(house)
        #expect(try await admin.submit("/users/\(anna.text)/password-reset").status == 429)
        let page = try await admin.get("/users/\(anna.text)")
        #expect(page.status == 200)
        #expect(
            try await admin.submit(
                "/users/\(anna.text)", [("name", "anna"), ("language", "en"), ("administrator", "on")]
            ).status == 303)
        #expect(try await house.activities(.userInactivated).count == 1)
        #expect(try await admin.submit("/profile/sessions/end-others").status == 303)
        #expect(try await !other.isSignedIn())
        #expect(try await admin.submit("/sign-out").status == 303)
        #expect(try await !admin.isSignedIn())
    }

    @Test("Which fields of a profile changed is told apart: many changes of one hide no other")
    func profileFields() async throws {
        let house = try await TestHouse()
        let (anna, _) = try await house.signedIn()
        for number in 0..<8 {
            try await anna.submit(
                "/profile", [("displayName", "Anna \(number)"), ("email", ""), ("language", "en")])
        }
        try await anna.submit(
            "/profile", [("displayName", "Anna 7"), ("email", "anna@example.org"), ("language", "en")])
        #expect(try await house.activities(.profileChanged).count == 6)
        try await tidy(house)
        let entries = try await house.activities(.profileChanged)
        #expect(entries.count { $0.details == [.changed([.email])] } == 1)
        #expect(entries.first?.details == [.changed([.displayName])] && entries.first?.repetition?.count == 3)
    }

    @Test("A session that may do nothing more guesses no codes for nothing: wrong ones are charged, and lock")
    func quotaHidesNoGuesses() async throws {
        let house = try await TestHouse()
        let (browser, id, totp) = try await house.signedInWithTwoFactors()
        try await fillQuotas(house)
        for _ in 0..<GuessingLimits.standard.lockAfter {
            house.clock.advance(by: .seconds(31))
            try await browser.stepUp(code: house.wrongCode(totp))
        }
        #expect(try await house.activities(.stepUpRefused).count == GuessingLimits.standard.lockAfter)
        #expect(try await house.enrolledTOTP(of: id)?.authenticator.misses == GuessingLimits.standard.lockAfter)
        #expect(try await house.count("guessing", where: "locked_until IS NOT NULL") == 1)
    }

    @Test("Made-up names are counted up to a number; the last tried stay")
    func unknownNames() async throws {
        let house = try await TestHouse()
        for number in 0..<12 {
            house.clock.advance(by: .seconds(1))
            try await house.browser().signIn("nobody\(number)", password: "wrong")
        }
        try await house.database.write { try $0.guessing.deleteUnknownNames(but: 5) }
        // While a lock may last nothing is forgotten: a name that is forgotten sooner than a user's would tell that nobody has it.
        #expect(try await house.count("guessing") == 12)
        house.clock.advance(by: GuessingLimits.standard.lockDuration)
        try await house.database.write { try $0.guessing.deleteUnknownNames(but: 5) }
        #expect(try await house.count("guessing") == 5)
        try await house.browser().signIn("nobody11", password: "wrong")
        #expect(try await house.count("guessing", where: "misses = 2") == 1)
    }

    @Test("A locked name costs a read and no write")
    func lockedNames() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        _ = try await house.guess(10, at: "anna", from: house.browser())
        let before = try await house.snapshot()
        for _ in 0..<5 { #expect(try await house.browser().signIn("anna").status == 429) }
        #expect(try await house.snapshot() == before)
    }
}
