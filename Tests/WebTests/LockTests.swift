import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Guessing is limited")
struct LockTests {
    private func house() async throws -> TestHouse {
        let house = try await TestHouse()
        try await house.addUser("anna")
        return house
    }

    @Test("From the third miss on one waits, and is told for how long")
    func delays() async throws {
        let house = try await house()
        let browser = house.browser()
        for _ in 0..<3 { #expect(try await browser.signIn("anna", password: "wrong").status == 401) }
        let answer = try await browser.signIn("anna")
        #expect(answer.status == 429)
        #expect(answer.says == Texts.english("signIn.waitOne"))
        #expect(answer.headers[.retryAfter] == "1")
        house.clock.advance(by: .seconds(1))
        #expect(try await browser.signIn("anna").location == "/")
    }

    @Test(
        "R08 PCI 8.3.4 ASVS 6.3.1 ten misses lock for 30 minutes, shown with the time, also for the right password; then it is released by itself"
    )
    func locked() async throws {
        let house = try await house()
        let stranger = house.browser(address: "198.51.100.7")
        let last = try #require(try await house.guess(10, at: "anna", from: stranger))
        let until = Texts.english("signIn.locked", ["until": Moment.clock(house.clock.now + .minutes(30))])
        #expect(last.status == 429 && last.says == until)
        let answer = try await house.browser().signIn("anna")
        #expect(answer.status == 429 && answer.says == until)
        house.clock.advance(by: .minutes(30) - .seconds(1))
        #expect(try await house.browser().signIn("anna").status == 429)
        house.clock.advance(by: .seconds(1))
        #expect(try await house.browser().signIn("anna").location == "/")
        #expect(try await house.activities(.signInLocked).count == 1)
    }

    @Test("R08 wrong codes count like wrong passwords, in the same budget")
    func codesCount() async throws {
        let house = try await house()
        let totp = try await house.enrol(try await house.userID("anna"))
        _ = try await house.guess(5, at: "anna", from: house.browser())
        house.clock.advance(by: .seconds(31))
        let browser = house.browser()
        try await browser.signIn("anna")
        var last: TestAnswer?
        for _ in 0..<5 {
            house.clock.advance(by: .seconds(31))
            last = try await browser.submit("/sign-in/code", [("code", house.wrongCode(totp))])
        }
        #expect(last?.status == 429)
        #expect(try await browser.submit("/sign-in/code", [("code", house.code(totp))]).status == 429)
        #expect(try await house.browser().signIn("anna").status == 429)
    }

    @Test("A code that is ahead of its time is good for others when that was not told, since the guess has locked")
    func untoldCode() async throws {
        let house = try await house()
        let totp = try await house.enrol(try await house.userID("anna"))
        let agent = house.browser()
        try await agent.signIn("anna", code: house.code(totp))
        let guesser = house.browser(address: "198.51.100.7")
        _ = try await house.guess(9, at: "anna", from: guesser)
        house.clock.advance(by: .seconds(31))
        try await guesser.signIn("anna")
        let code = house.code(totp, steps: 6)
        #expect(try await guesser.submit("/sign-in/code", [("code", code)]).status == 429)
        house.clock.advance(by: .seconds(180))
        try await agent.submit("/sign-out", [], page: "/")
        #expect(try await agent.signIn("anna", code: code).location == "/")
    }

    @Test(
        "After some misses the right password leads on to the second step without another wait",
        arguments: [2, 3, 5, 9])
    func noWaitBetweenSteps(_ misses: Int) async throws {
        let house = try await house()
        let totp = try await house.enrol(try await house.userID("anna"))
        _ = try await house.guess(misses, at: "anna", from: house.browser())
        house.clock.advance(by: .seconds(31))
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test("After some misses a right step-up with both factors works", arguments: [2, 3, 5, 9])
    func stepUpAfterMisses(_ misses: Int) async throws {
        let house = try await house()
        let totp = try await house.enrol(try await house.userID("anna"))
        let browser = house.browser()
        try await browser.signIn("anna", code: house.code(totp))
        for _ in 0..<misses {
            house.clock.advance(by: .seconds(31))
            try await browser.stepUp(password: "wrong", code: "000000")
        }
        house.clock.advance(by: .seconds(31))
        #expect(try await browser.stepUp(code: house.code(totp)).location == "/profile")
    }

    @Test("Who knows the password skips no delay between codes by a password that takes long to compare")
    func slowPassword() async throws {
        let house = try await house()
        let totp = try await house.enrol(try await house.userID("anna"))
        let (guesser, other) = (house.browser(), house.browser())
        try await guesser.signIn("anna")
        for _ in 0..<3 {
            house.clock.advance(by: .seconds(31))
            try await guesser.submit("/sign-in/code", [("code", house.wrongCode(totp))])
        }
        house.clock.advance(by: .seconds(31))
        let right = try await house.whilePasswordWaits {
            try await other.signIn("anna")
        } do: {
            house.clock.advance(by: .seconds(2))
            let wrong = try await guesser.submit("/sign-in/code", [("code", house.wrongCode(totp))])
            #expect(wrong.status == 401)
        }
        #expect(right.location?.hasPrefix("/sign-in/code") == true)
        #expect(try await guesser.submit("/sign-in/code", [("code", house.wrongCode(totp))]).status == 429)
        house.clock.advance(by: .seconds(4))
        #expect(try await guesser.submit("/sign-in/code", [("code", house.code(totp))]).location == "/")
    }

    @Test("R06 R31 R50 the lock holds on every route that takes a proof")
    func everyRoute() async throws {
        let house = try await house()
        let totp = try await house.enrol(try await house.userID("anna"))
        let browser = house.browser()
        try await browser.signIn("anna", code: house.code(totp))
        house.clock.advance(by: .seconds(31))
        let statuses = try await self.statuses(browser, wrongCode: house.wrongCode(totp), house)
        #expect(statuses.last == 429)
        #expect(try await browser.stepUp(code: house.code(totp)).status == 429)
        #expect(try await browser.submit("/profile/two-factor", [("code", house.code(totp))]).status == 429)
        #expect(
            try await browser.submit(
                "/profile/password",
                [("currentPassword", TestHouse.password), ("newPassword", "quite another long phrase")]
            ).status == 429)
        #expect(try await house.enrolledTOTP(of: house.userID("anna")) != nil)
    }

    /// Ten misses, spread over step-up, switching off and changing the password.
    private func statuses(_ browser: TestBrowser, wrongCode: String, _ house: TestHouse) async throws -> [Int] {
        var statuses: [Int] = []
        for number in 0..<10 {
            house.clock.advance(by: .seconds(31))
            let answer =
                switch number % 3 {
                case 0: try await browser.stepUp(code: wrongCode)
                case 1: try await browser.submit("/profile/two-factor", [("code", wrongCode)])
                default:
                    try await browser.submit(
                        "/profile/password",
                        [("currentPassword", "wrong"), ("newPassword", "quite another long phrase")])
                }
            statuses.append(answer.status)
        }
        return statuses
    }

    @Test("R15 R47 the budget is the account's, however the name is typed")
    func oneBudget() async throws {
        let house = try await house()
        for name in ["anna", "ANNA", "Anna", "ａnna", " anna ", "aNNA", "annA", "anNa", "ANNa", "anna"] {
            house.clock.advance(by: .seconds(31))
            try await house.browser(address: "203.0.113.\(name.utf8.count)").signIn(name, password: "wrong")
        }
        #expect(try await house.browser().signIn("anna").status == 429)
        #expect(try await house.count("guessing") == 1)
    }

    @Test("Names that nobody has share no budget with anybody, and are limited in the same words")
    func unknownNames() async throws {
        let house = try await house()
        for name in [
            "nobody", "NOBODY", "ｎobody", "nobody", "nobody", "Nobody", "nobody", "nobody", "nobody", "nobody",
        ] {
            house.clock.advance(by: .seconds(31))
            try await house.browser().signIn(name, password: "wrong")
        }
        let answer = try await house.browser().signIn("nobody")
        #expect(answer.status == 429 && answer.says.hasPrefix("Too many wrong attempts"))
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("ASVS 6.1.1 a stranger cannot lock an agent out: a browser that signed in before has a budget of its own")
    func knownBrowser() async throws {
        let house = try await house()
        let own = house.browser()
        try await own.signIn("anna")
        try await own.submit("/sign-out")
        _ = try await house.guess(10, at: "anna", from: house.browser(address: "198.51.100.7"))
        #expect(try await house.browser().signIn("anna").status == 429)
        #expect(try await own.signIn("anna").location == "/")
    }

    @Test("A known browser's own misses lock that browser, and nobody else")
    func knownBrowserIsLimited() async throws {
        let house = try await house()
        let own = house.browser()
        try await own.signIn("anna")
        try await own.submit("/sign-out")
        _ = try await house.guess(10, at: "anna", from: own)
        #expect(try await own.signIn("anna").status == 429)
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test(
        "A browser that knows another user is a stranger to this one, and a made-up browser cookie makes no known browser"
    )
    func otherKnownBrowser() async throws {
        let house = try await house()
        try await house.addUser("bence")
        let bence = house.browser()
        try await bence.signIn("bence")
        try await bence.submit("/sign-out")
        _ = try await house.guess(10, at: "anna", from: house.browser())
        #expect(try await bence.signIn("anna").status == 429)
        let forged = house.browser()
        forged.cookies = [Cookies.browser: Token(from: .system).text]
        #expect(try await forged.signIn("anna").status == 429)
    }

    @Test("R51 a success of somebody else, or from the same address, wipes nobody's misses")
    func successElsewhere() async throws {
        let house = try await house()
        try await house.addUser("eve")
        let eve = house.browser(address: "198.51.100.7")
        for number in 0..<10 {
            house.clock.advance(by: .seconds(31))
            try await eve.submit("/sign-in", [("userName", "anna"), ("password", "wrong \(number)")])
            try await eve.submit("/sign-in", [("userName", "eve"), ("password", TestHouse.password)])
        }
        #expect(try await house.browser().signIn("anna").status == 429)
    }

    @Test("A success of the user wipes their misses")
    func success() async throws {
        let house = try await house()
        _ = try await house.guess(9, at: "anna", from: house.browser())
        house.clock.advance(by: .seconds(31))
        #expect(try await house.browser().signIn("anna").location == "/")
        _ = try await house.guess(9, at: "anna", from: house.browser())
        house.clock.advance(by: .seconds(31))
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("R28 fifty guesses at once: no more are looked at than the delays allow")
    func parallel() async throws {
        let house = try await house()
        let browsers = (0..<50).map { house.browser(address: "198.51.100.\($0)") }
        var forms: [String] = []
        for browser in browsers { forms.append(try await browser.formToken()) }
        let tokens = forms
        let statuses = try await race(50) { number in
            try await browsers[number].postRaw(
                "/sign-in", [("csrf", tokens[number]), ("userName", "anna"), ("password", "wrong \(number)")]
            ).status
        }
        #expect(statuses.filter { $0 == 401 }.count == 3)
        #expect(statuses.filter { $0 == 429 }.count == 47)
    }

    @Test("The lock is shown to administrators, with a button that releases it at once")
    func unlock() async throws {
        let house = try await house()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.userID("anna")
        _ = try await house.guess(10, at: "anna", from: house.browser())
        let until = Moment(house.clock.now + .minutes(30), .english).text
        #expect(try await admin.get("/users").text.contains(until))
        let page = try await admin.get("/users/\(id.text)").text
        #expect(page.contains(until) && page.contains("/users/\(id.text)/unlock"))
        #expect(try await admin.submit("/users/\(id.text)/unlock").location == "/users/\(id.text)")
        #expect(try await admin.get("/users/\(id.text)").says == Texts.english("notice.unlocked"))
        #expect(try await house.browser().signIn("anna").location == "/")
        #expect(try await house.activities(.userUnlocked).first?.userName == "katalin")
    }

    @Test("NIST 3.2.2 a hundred consecutive wrong codes disable the authenticator until an administrator acts")
    func hundred() async throws {
        let house = try await house()
        let id = try await house.userID("anna")
        let totp = try await house.enrol(id)
        let browser = house.browser()
        var blocked: TestAnswer?
        for number in 1...100 {
            house.clock.advance(by: (number - 1).isMultiple(of: 10) ? .minutes(31) : .seconds(31))
            if try await browser.get("/sign-in/code").status != 200 { try await browser.signIn("anna") }
            blocked = try await browser.submit("/sign-in/code", [("code", house.wrongCode(totp))])
            if number < 100 { #expect(try await house.enrolledTOTP(of: id)?.authenticator.disabledAt == nil) }
        }
        #expect(blocked?.says == Texts.english("code.blocked", ["misses": "100"]))
        #expect(try await house.enrolledTOTP(of: id)?.authenticator.disabledAt != nil)
        #expect(try await house.activities(.twoFactorBlocked).count == 1)
        house.clock.advance(by: .days(1))
        #expect(try await browser.signIn("anna").status == 429)

        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        #expect(
            try await admin.get("/users/\(id.text)").text.contains(
                Texts.english("user.twoFactor.blocked", ["misses": "100"])))
        try await admin.submit("/users/\(id.text)/unlock")
        let refused = try await house.browser().signIn("anna", code: house.code(totp))
        #expect(refused.status == 401 && refused.says == Texts.english("code.blocked", ["misses": "100"]))
        try await admin.submit("/users/\(id.text)/clear-two-factor", [("keepPassword", "on")])
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("Who blocked an authenticator knew the password: clearing it makes a password link along with it")
    func blockedMeansKnown() async throws {
        let house = try await house()
        let id = try await house.userID("anna")
        _ = try await house.enrol(id)
        try await house.execute("UPDATE authenticator SET misses = 100, disabled_at = 1")
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let path = "/users/\(id.text)/clear-two-factor"
        let question = try await admin.get(path)
        #expect(question.text.contains("100 wrong codes") && question.text.contains("name=\"keepPassword\""))
        let answer = try await admin.submit(path)
        #expect(answer.shownLink.hasPrefix("/password-reset/"))
        #expect(try await house.browser().signIn("anna").status == 401)
        #expect(try await house.activities(.passwordResetIssued).first?.userName == "katalin")
        #expect(try await house.enrolledTOTP(of: id) == nil)
    }

    @Test("So it is with somebody inactive: no link, and no password that works when they are active again")
    func blockedAndInactive() async throws {
        let house = try await house()
        let id = try await house.userID("anna")
        _ = try await house.enrol(id)
        try await house.execute("UPDATE authenticator SET misses = 100, disabled_at = 1")
        try await house.database.write { _ = try $0.users.inactivate(id) }
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        #expect(try await admin.submit("/users/\(id.text)/clear-two-factor").location == "/users/\(id.text)")
        try await house.database.write { _ = try $0.users.reactivate(id) }
        #expect(try await house.browser().signIn("anna").status == 401)
    }

    @Test("An authenticator that was not blocked is cleared without touching the password")
    func notBlocked() async throws {
        let house = try await house()
        let id = try await house.userID("anna")
        _ = try await house.enrol(id)
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let path = "/users/\(id.text)/clear-two-factor"
        #expect(try await !admin.get(path).text.contains("keepPassword"))
        #expect(try await admin.submit(path).location == "/users/\(id.text)")
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("NIST 3.2.2 ninety-nine wrong codes and a right one begin the count anew")
    func ninetyNine() async throws {
        let house = try await house()
        let id = try await house.userID("anna")
        let totp = try await house.enrol(id)
        try await house.execute("UPDATE authenticator SET misses = 99")
        #expect(try await house.browser().signIn("anna", code: house.code(totp)).location == "/")
        #expect(try await house.enrolledTOTP(of: id)?.authenticator.misses == 0)
    }

    @Test("A full queue is answered with 503 and costs nobody an attempt")
    func busy() async throws {
        let house = try await TestHouse(hashQueue: 0)
        try await house.addUser("anna")
        for _ in 0..<12 {
            house.clock.advance(by: .seconds(31))
            let answer = try await house.browser().signIn("anna")
            #expect(answer.status == 503)
            #expect(answer.headers[.retryAfter] != nil)
        }
        #expect(try await house.count("guessing", where: "misses > 0") == 0)
    }
}
