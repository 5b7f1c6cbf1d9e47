import Domain
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("User management")
struct UserManagementTests {
    @Test(
        "Clearing the checkbox leads to a page that says what will happen; confirmed, it is cleared, the sessions end, the secret is erased"
    )
    func clear() async throws {
        let office = try await Office()
        let house = office.house
        let totp = try await house.enrol(office.anna)
        let anna = house.browser()
        try await anna.signIn("anna", code: house.code(totp))
        let half = house.browser()
        try await half.signIn("anna")

        let page = try await office.admin.get(office.page).text
        #expect(
            page.contains(/<input id="twoFactor"[^>]*checked/) && page.contains(Texts.english("twoFactor.admin.tip")))
        let saved = try await office.save()
        #expect(saved.location == office.page + "/clear-two-factor")
        #expect(try await house.enrolledTOTP(of: office.anna) != nil)
        let question = try await office.admin.get(office.page + "/clear-two-factor")
        #expect(
            question.title == Texts.english("confirm.clearTwoFactor.title", ["name": "Anna Kovács (anna)"]))
        #expect(try await anna.isSignedIn())

        #expect(try await office.admin.submit(office.page + "/clear-two-factor").location == office.page)
        #expect(
            try await office.admin.get(office.page).says
                == Texts.english("notice.twoFactorCleared", ["name": "Anna Kovács"]))
        #expect(try await house.count("totp") == 0)
        #expect(try await anna.isSignedIn() == false)
        #expect(try await half.get("/sign-in/code").location == "/sign-in")
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("It cannot be set for somebody else: the checkbox is disabled and says why, and sending it does nothing")
    func cannotSet() async throws {
        let office = try await Office()
        let page = try await office.admin.get(office.page).text
        #expect(page.contains(/<input id="twoFactor"[^>]*disabled/))
        #expect(page.contains("Only the user can switch it on"))
        #expect(try await office.save(ticked: ["active", "twoFactor"]).location == office.page)
        #expect(try await office.house.count("totp") == 0)
        #expect(try await office.house.count("totp_enrolment") == 0)
    }

    @Test("Clearing where there is nothing to clear changes nothing")
    func nothingToClear() async throws {
        let office = try await Office()
        #expect(try await office.admin.submit(office.page + "/clear-two-factor").location == office.page)
        #expect(try await office.house.activities(.twoFactorCleared).isEmpty)
        #expect(
            try await office.admin.submit(
                "/users/\(UserID(at: office.house.clock.now, from: .system).text)/clear-two-factor"
            ).status == 404)
        #expect(try await office.admin.submit("/users/garbage/clear-two-factor").status == 404)
    }

    @Test("One's own account: no clearing, no reset, no inactivation, no giving up of rights")
    func ownAccount() async throws {
        let office = try await Office()
        let own = "/users/\(office.adminID.text)"
        let totp = try await office.house.enrol(office.adminID)
        #expect(try await office.admin.get(own).text.contains(Texts.english("user.self").prefix(40)))
        #expect(try await office.admin.submit(own + "/clear-two-factor").status == 403)
        #expect(try await office.admin.submit(own + "/password-reset").status == 403)
        #expect(try await office.save(office.adminID, name: "katalin", ticked: []).location == own)
        #expect(try await office.house.enrolledTOTP(of: office.adminID) != nil)
        #expect(try await office.admin.get("/users").status == 200)
        office.house.clock.advance(by: .seconds(30))
        #expect(try await office.house.browser().signIn("katalin", code: office.house.code(totp)).location == "/")
    }

    @Test("The last administrator cannot be inactivated or lose the rights, also by two at once")
    func lastAdministrator() async throws {
        let office = try await Office()
        let second = try await office.house.addUser("second", isAdministrator: true)
        let other = office.house.browser()
        try await other.signIn("second")
        let forms = [try await office.admin.formToken(), try await other.formToken()]
        @Sendable func fields(_ name: String, _ csrf: String) -> [(String, String)] {
            [("csrf", csrf), ("name", name), ("language", "en"), ("active", "on")]
        }
        _ = try await race(2) { number in
            number == 0
                ? try await office.admin.postRaw("/users/\(second.text)", fields("second", forms[0]))
                : try await other.postRaw("/users/\(office.adminID.text)", fields("katalin", forms[1]))
        }
        #expect(
            try await office.house.count(
                "user_account", where: "administrator_since IS NOT NULL AND inactive_since IS NULL") == 1)
    }

    @Test("R36 ASVS 7.4.2 who is inactivated is signed out at once, everywhere, and cannot sign in")
    func inactivate() async throws {
        let office = try await Office()
        let house = office.house
        let totp = try await house.enrol(office.anna)
        let anna = house.browser()
        try await anna.signIn("anna", code: house.code(totp))
        let half = house.browser()
        try await half.signIn("anna")
        #expect(try await office.save(ticked: ["twoFactor"]).location == office.page)
        #expect(try await anna.isSignedIn() == false)
        house.clock.advance(by: .seconds(30))
        #expect(try await half.submit("/sign-in/code", [("code", house.code(totp))]).location == "/sign-in")
        #expect(try await house.browser().signIn("anna").status == 401)
        #expect(try await office.admin.submit(office.page + "/password-reset").status == 404)
        #expect(try await office.save(ticked: ["active", "twoFactor"]).location == office.page)
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test("R12 a reset link of an inactivated user is dead, and stays dead after re-activation")
    func resetOfInactive() async throws {
        let office = try await Office()
        let link = try await office.admin.submit(office.page + "/password-reset").shownLink
        let browser = office.house.browser()
        #expect(try await browser.get(link).status == 200)
        _ = try await office.save(ticked: [])
        #expect(try await browser.get(link).status == 410)
        let token = String(link.split(separator: "/").last ?? "")
        #expect(
            try await browser.submit(
                "/password-reset", [("token", token), ("password", "seven brown foxes in the attic")]
            ).status == 410)
        _ = try await office.save()
        #expect(try await browser.get(link).status == 410)
    }

    @Test("R04 ASVS 8.2.3 nobody gives themselves a right: fields of other forms are ignored, and the pages are closed")
    func massAssignment() async throws {
        let office = try await Office()
        let anna = office.house.browser()
        try await anna.signIn("anna")
        let extra = [
            ("administrator", "on"), ("administratorSince", "1"), ("id", office.adminID.text), ("name", "katalin"),
            ("userName", "katalin"), ("twoFactor", ""), ("active", "on"),
        ]
        #expect(try await anna.submit("/profile", [("displayName", "Me")] + extra).location == "/profile")
        #expect(try await anna.submit(office.page, [("name", "anna"), ("administrator", "on")]).status == 403)
        #expect(try await anna.submit("/users/new", [("name", "eve"), ("administrator", "on")]).status == 403)
        #expect(try await office.house.count("user_account", where: "administrator_since IS NOT NULL") == 1)
        #expect(try await anna.get("/session").text.contains("\"user\":\"anna\""))
        #expect(try await office.house.activities(.accessRefused).count == 2)
    }

    @Test("ASVS 8.3.2 rights that were given or taken act at the next request")
    func rightsAtOnce() async throws {
        let office = try await Office()
        let anna = office.house.browser()
        try await anna.signIn("anna")
        #expect(try await anna.get("/users").status == 403)
        _ = try await office.save(ticked: ["active", "administrator"])
        #expect(try await anna.get("/users").status == 200)
        _ = try await office.save(ticked: ["active"])
        #expect(try await anna.get("/users").status == 403)
        #expect(try await anna.get("/activity").status == 403)
    }

    @Test(
        "ASVS 6.4.6 ASVS 6.4.1 a user is added without a password: the link, shown once, sets it, works once, and still asks for nothing more"
    )
    func add() async throws {
        let office = try await Office()
        let answer = try await office.admin.submit(
            "/users/new",
            [
                ("name", "Bence"), ("displayName", "Bence Tóth"), ("email", "b@example.org"), ("language", "hu"),
                ("password", "chosen by the administrator"),
            ])
        #expect(answer.status == 200 && answer.shownLink.hasPrefix("/password-reset/"))
        #expect(try await office.house.browser().signIn("bence", password: "chosen by the administrator").status == 401)
        let browser = office.house.browser()
        let token = String(answer.shownLink.split(separator: "/").last ?? "")
        #expect(try await browser.submit("/password-reset", [("token", token), ("password", "short")]).status == 422)
        #expect(
            try await browser.submit(
                "/password-reset", [("token", token), ("password", "seven brown foxes in the attic")]
            ).location == "/sign-in")
        #expect(try await browser.isSignedIn() == false)
        #expect(
            try await browser.submit(
                "/password-reset", [("token", token), ("password", "eight brown foxes in the attic")]
            ).status == 410)
        #expect(try await browser.signIn("BENCE", password: "seven brown foxes in the attic").location == "/")
        #expect(try await browser.get("/").title == Texts.hungarian("home.title"))
    }

    @Test(
        "A taken name is refused, however it is written, and nothing of the form is saved",
        arguments: ["anna", "ANNA", "ａnna", "katalin"])
    func takenName(_ name: String) async throws {
        let office = try await Office()
        try await office.house.addUser("bence")
        let answer = try await office.admin.submit("/users/new", [("name", name), ("language", "en")])
        #expect(answer.status == 422 && answer.says == Texts.english("userName.taken"))
        let bence = try await office.house.userID("bence")
        let before = try await office.house.snapshot()["user_account"]
        let renamed = try await office.save(bence, name: name, ticked: ["administrator"])
        #expect(renamed.status == 422 && renamed.says == Texts.english("userName.taken"))
        #expect(try await office.house.snapshot()["user_account"] == before)
    }

    @Test("Wrong details are refused beside their field")
    func unfit() async throws {
        let office = try await Office()
        let answer = try await office.admin.submit("/users/new", [("name", "b c"), ("language", "en")])
        #expect(answer.status == 422 && answer.says == Texts.english("userName.malformed"))
        let mail = try await office.admin.submit(
            "/users/new",
            [("name", "bence"), ("email", "no address"), ("displayName", String(repeating: "x", count: 101))])
        #expect(mail.status == 422)
        #expect(
            mail.says.contains(Texts.english("email.malformed"))
                && mail.says.contains(Texts.english("displayName.tooLong")))
        #expect(try await office.house.count("user_account") == 2)
    }

    @Test("R03 ASVS 6.5.6 every verb on somebody's credentials needs the right and a recent proof")
    func credentialVerbs() async throws {
        let office = try await Office()
        _ = try await office.house.enrol(office.anna)
        let eve = office.house.browser()
        try await office.house.addUser("eve")
        try await eve.signIn("eve")
        let before = try await office.house.snapshot(without: ["activity", "activity_tally", "session.last_used_at"])
        let verbs = ["/clear-two-factor", "/password-reset", "/unlock", ""]
        for verb in verbs { #expect(try await eve.submit(office.page + verb).status == 403) }
        #expect(
            try await office.house.snapshot(without: ["activity", "activity_tally", "session.last_used_at"]) == before)
        office.house.clock.advance(by: .minutes(16))
        for verb in verbs {
            let answer = try await office.admin.submit(office.page + verb)
            if ["/clear-two-factor", ""].contains(verb) {
                #expect(answer.status == 401 && answer.title == Texts.english("stepUp.title"))
            } else {
                #expect(answer.location?.hasPrefix("/step-up?next=") == true)
            }
        }
        #expect(try await office.house.enrolledTOTP(of: office.anna) != nil)
    }
}
