import Domain
import Flows
import Storage
import TestSupport
import Testing

@testable import Web

/// What a browser kept is asked after the act, and again after the reverse act: what only looks ended comes back.
@Suite("What ended stays ended")
struct AfterwardsTests {
    private struct Office {
        let house: TestHouse
        let admin: TestBrowser
        let annaID: UserID
        let totp: TOTP
        /// Signed in.
        let desk: TestBrowser
        /// Half-way through signing in.
        let half: TestBrowser
    }

    private func office() async throws -> Office {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna")
        let totp = try await house.enrol(id)
        let desk = house.browser()
        try await desk.signIn("anna", code: house.code(totp))
        house.clock.advance(by: .seconds(30))
        let half = house.browser()
        try await half.signIn("anna")
        return Office(house: house, admin: admin, annaID: id, totp: totp, desk: desk, half: half)
    }

    private func finish(_ office: Office, _ browser: TestBrowser) async throws -> Bool {
        try await browser.submit("/sign-in/code", [("code", office.house.code(office.totp))])
        return try await browser.isSignedIn()
    }

    @Test("A password reset ends kept sessions and half-done sign-ins, also after the new password is set")
    func reset() async throws {
        let office = try await office()
        let link = try await office.admin.submit("/users/\(office.annaID.text)/password-reset").shownLink
        #expect(try await !office.desk.isSignedIn())
        #expect(try await !finish(office, office.half))
        let token = link.split(separator: "/").last.map(String.init) ?? ""
        try await office.house.browser().submit(
            "/password-reset", [("token", token), ("password", "quite another long phrase")])
        #expect(try await !office.desk.isSignedIn())
        #expect(try await !finish(office, office.half))
    }

    @Test("An inactivation ends kept sessions and half-done sign-ins; a reactivation does not bring them back")
    func inactivation() async throws {
        let office = try await office()
        let path = "/users/\(office.annaID.text)"
        try await office.admin.submit(path, [("name", "anna"), ("language", "en"), ("twoFactor", "on")])
        #expect(try await !office.desk.isSignedIn())
        #expect(try await !finish(office, office.half))
        try await office.admin.submit(
            path, [("name", "anna"), ("language", "en"), ("twoFactor", "on"), ("active", "on")])
        #expect(try await !office.desk.isSignedIn())
        #expect(try await !finish(office, office.half))
        #expect(try await office.house.browser().signIn("anna").location == "/sign-in/code")
    }

    @Test("A sign-out ends the kept session and the half-done sign-in of the browser, also after the next sign-in")
    func signOut() async throws {
        let office = try await office()
        let kept = office.desk.copy()
        try await office.desk.submit("/sign-out")
        #expect(try await !kept.isSignedIn())
        try await office.desk.signIn("anna", code: office.house.code(office.totp))
        #expect(try await office.desk.isSignedIn())
        #expect(try await !kept.isSignedIn())
    }

    @Test("Clearing two factors ends kept sessions and half-done sign-ins, also after they are on again")
    func clearing() async throws {
        let office = try await office()
        try await office.admin.submit("/users/\(office.annaID.text)/clear-two-factor")
        #expect(try await !office.desk.isSignedIn())
        #expect(try await !finish(office, office.half))
        _ = try await office.house.enrol(office.annaID)
        #expect(try await !office.desk.isSignedIn())
        #expect(try await !finish(office, office.half))
    }

    @Test("A password that is changed while it is being compared signs nobody in", .timeLimit(.minutes(2)))
    func changedMeanwhile() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let browser = house.browser()
        let csrf = try await browser.formToken()
        let answer = try await house.whilePasswordWaits {
            try await browser.postRaw(
                "/sign-in", [("csrf", csrf), ("userName", "anna"), ("password", TestHouse.password)])
        } do: {
            try await house.database.write { try $0.passwords.delete(for: id) }
        }
        #expect(answer.status == 401)
        #expect(try await house.count("session") == 0)
        #expect(try await !browser.isSignedIn())
    }

    @Test(
        "A right password is right also when a sign-in beside it makes its hash anew meanwhile", .timeLimit(.minutes(2))
    )
    func renewedMeanwhile() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let renewed = try await TestHouse.hash()
        let browser = house.browser()
        let csrf = try await browser.formToken()
        let answer = try await house.whilePasswordWaits {
            try await browser.postRaw(
                "/sign-in", [("csrf", csrf), ("userName", "anna"), ("password", TestHouse.password)])
        } do: {
            try await house.database.write { try $0.passwords.renew(renewed, for: id) }
        }
        #expect(answer.location == "/")
        #expect(try await house.activities(.signInRefused).isEmpty)
        #expect(try await house.count("guessing", where: "misses > 0") == 0)
    }

    @Test("Who is inactivated while the password is being compared is not signed in", .timeLimit(.minutes(2)))
    func inactivatedMeanwhile() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let browser = house.browser()
        let csrf = try await browser.formToken()
        let answer = try await house.whilePasswordWaits {
            try await browser.postRaw(
                "/sign-in", [("csrf", csrf), ("userName", "anna"), ("password", TestHouse.password)])
        } do: {
            try await house.database.write { _ = try $0.users.inactivate(id) }
        }
        #expect(answer.status == 401)
        #expect(try await house.count("session") == 0)
        try await house.database.write { _ = try $0.users.reactivate(id) }
        #expect(try await !browser.isSignedIn())
    }
}

@Suite("Numbers at their far side")
struct FarSideTests {
    private func house() async throws -> TestHouse {
        let house = try await TestHouse()
        try await house.addUser("anna")
        return house
    }

    @Test("One wrong code a day for a hundred days disables the authenticator")
    func slowly() async throws {
        let house = try await house()
        let id = try await house.userID("anna")
        let totp = try await house.enrol(id)
        for day in 1...100 {
            house.clock.advance(by: .days(1))
            let browser = house.browser()
            try await browser.signIn("anna")
            try await browser.submit("/sign-in/code", [("code", house.wrongCode(totp))])
            let isDisabled = try await house.enrolledTOTP(of: id)?.authenticator.disabledAt != nil
            #expect(isDisabled == (day == 100), "day \(day)")
        }
    }

    @Test("Nine misses are remembered for a day: the tenth after 23 hours locks, after 24 it does not")
    func memory() async throws {
        for (hours, status) in [(23, 429), (24, 401)] {
            let house = try await house()
            _ = try await house.guess(9, at: "anna", from: house.browser())
            house.clock.advance(by: .hours(hours))
            #expect(try await house.browser().signIn("anna", password: "wrong").status == status, "\(hours) hours")
        }
    }

    @Test("A hundred misses in a row are counted over thirty days and no more")
    func longMemory() async throws {
        for (days, isLocked) in [(29, true), (30, false)] {
            let house = try await house()
            try await house.browser().signIn("anna", password: "wrong")
            try await house.execute("UPDATE guessing SET misses_in_a_row = 99")
            house.clock.advance(by: .days(days))
            try await house.browser().signIn("anna", password: "wrong")
            let locked = try await house.count("guessing", where: "locked_for_good_at IS NOT NULL")
            #expect((locked == 1) == isLocked)
        }
    }

    @Test("The clean-up leaves a session in use at 31 minutes, and an entry that is 364 days old")
    func cleanUp() async throws {
        let house = try await house()
        let browser = house.browser()
        try await browser.signIn("anna")
        for _ in 0..<31 {
            house.clock.advance(by: .minutes(1))
            #expect(try await browser.isSignedIn())
        }
        try await house.gatehouse.cleanUp()
        #expect(try await browser.isSignedIn())
        let entries = try await house.count("activity")
        house.clock.advance(by: .days(364))
        try await house.gatehouse.cleanUp()
        #expect(try await house.count("activity", where: "action <> 'activity.purged'") == entries)
    }

    @Test("A user's own success wipes the misses of its own source, never a stranger's")
    func ownSuccess() async throws {
        let house = try await house()
        let desk = house.browser()
        try await desk.signIn("anna")
        try await desk.submit("/sign-out")
        let stranger = house.browser(address: "198.51.100.7")
        _ = try await house.guess(9, at: "anna", from: stranger)
        house.clock.advance(by: .seconds(31))
        #expect(try await desk.signIn("anna").location == "/")
        #expect(try await stranger.signIn("anna", password: "wrong").status == 429)
    }
}
