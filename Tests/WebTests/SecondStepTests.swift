import Domain
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The second step")
struct SecondStepTests {
    /// A browser after the first step, and the form token of the page it stands on.
    private func halfway(_ house: TestHouse) async throws -> (TestBrowser, String) {
        let browser = house.browser()
        try await browser.signIn("anna")
        return (browser, try await browser.formToken(on: "/sign-in/code"))
    }

    private func house() async throws -> (TestHouse, TOTP) {
        let house = try await TestHouse()
        return (house, try await house.enrol(try await house.addUser("anna")))
    }

    @Test("Spaces in the code do not matter, nor which keyboard wrote its digits")
    func typing() async throws {
        let (house, totp) = try await house()
        let code = house.code(totp)
        let wide = String(
            String.UnicodeScalarView(code.unicodeScalars.compactMap { Unicode.Scalar($0.value - 0x30 + 0xFF10) }))
        for typed in [wide, " \(code.prefix(3))\u{A0}\(code.suffix(3)) "] {
            let (browser, csrf) = try await halfway(house)
            #expect(
                try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", typed)]).location == "/",
                "\(typed)")
            try await house.execute("UPDATE totp SET last_step = last_step - 1")
        }
    }

    @Test("The previous and the next time step are accepted", arguments: [-1, 0, 1])
    func window(_ offset: Int) async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        #expect(
            try await browser.postRaw(
                "/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: Int64(offset)))]
            ).location == "/")
        #expect(try await house.enrolledTOTP(of: house.userID("anna"))?.drift == offset)
    }

    @Test("RFC 6238 §6 the drift is remembered: a slow phone goes on working, and the window moves with it")
    func drift() async throws {
        let (house, totp) = try await house()
        for lag in [Int64(-1), -2, -3] {
            let (browser, csrf) = try await halfway(house)
            #expect(
                try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: lag))])
                    .location == "/")
            house.clock.advance(by: .minutes(2))
        }
        let (browser, csrf) = try await halfway(house)
        #expect(
            try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: 0))]).status
                == 401)
    }

    @Test("A double click on a right code signs in once: both answers lead in, with the same session")
    func doubleClick() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let again = browser.copy()
        let fields = [("csrf", csrf), ("code", house.code(totp))]
        let first = try await browser.postRaw("/sign-in/code", fields)
        let second = try await again.postRaw("/sign-in/code", fields)
        let third = try await browser.postRaw("/sign-in/code", fields)
        #expect([first, second, third].map(\.status) == [303, 303, 303])
        #expect([first, second, third].map(\.location) == ["/", "/", "/"])
        #expect(browser.cookies[Cookies.session] == again.cookies[Cookies.session])
        #expect(try await browser.isSignedIn())
        #expect(try await again.isSignedIn())
        #expect(try await house.count("session") == 1)
        #expect(try await house.activities(.signedIn).count == 1)
    }

    @Test("A double click at the same time signs in once as well")
    func parallelClicks() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let code = house.code(totp)
        let tokens = try await race(16) { _ in
            let tab = browser.copy()
            let answer = try await tab.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)])
            let works = try await tab.isSignedIn()
            return answer.location == "/" && works ? tab.cookies[Cookies.session] ?? "" : "refused \(answer.status)"
        }
        #expect(Set(tokens).count == 1)
        #expect(try await house.count("session") == 1)
    }

    @Test("A second click is answered for ten seconds; afterwards it leads to where one is")
    func lateClick() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        // Whoever is sent away loses the sign-in's cookie: each tab clicks once.
        let (early, late) = (browser.copy(), browser.copy())
        let fields = [("csrf", csrf), ("code", house.code(totp))]
        try await browser.postRaw("/sign-in/code", fields)
        house.clock.advance(by: .seconds(10) - Span(milliseconds: 1))
        #expect(try await early.postRaw("/sign-in/code", fields).location == "/")
        #expect(try await early.isSignedIn())
        house.clock.advance(by: Span(milliseconds: 1))
        #expect(try await late.postRaw("/sign-in/code", fields).location == "/sign-in")
        #expect(try await late.isSignedIn() == false)
        #expect(try await browser.postRaw("/sign-in/code", fields).location == "/")
        #expect(try await house.count("session") == 1)
    }

    @Test("After a completed sign-in one wrong code ends its window: charged, recorded, and no more is compared")
    func windowCloses() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let stranger = browser.copy()
        let code = house.code(totp)
        try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)])
        let before = try await house.activities(.codeRefused).count
        for _ in 0..<5 {
            let answer = try await stranger.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.wrongCode(totp))])
            #expect(answer.location == "/sign-in" && !answer.sets(Cookies.session))
        }
        let right = try await stranger.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)])
        #expect(right.location == "/sign-in" && !right.sets(Cookies.session))
        #expect(try await house.activities(.codeRefused).count == before + 1)
        #expect(try await house.count("guessing", where: "misses = 1") == 1)
        #expect(try await browser.isSignedIn())
    }

    @Test("The second click is answered too where strangers have locked the account for everybody who is not known")
    func clickBesideStrangers() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let again = browser.copy()
        let fields = [("csrf", csrf), ("code", house.code(totp))]
        try await browser.postRaw("/sign-in/code", fields)
        let id = try await house.userID("anna")
        for _ in 0..<GuessingLimits.standard.lockAfter {
            try await house.execute("UPDATE guessing SET next_at = 0")
            _ = try await house.database.write {
                try $0.guessing.charge(GuessingSource(account: id.text, place: .elsewhere))
            }
        }
        #expect(try await again.postRaw("/sign-in/code", fields).location == "/")
        #expect(try await again.isSignedIn())
    }

    @Test("An authenticator with eight digits works wherever a code is asked: signing in, proving again, switching off")
    func eightDigits() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        var totp = try await house.enrol(id)
        try await house.execute("UPDATE totp SET digits = 8")
        totp.digits = 8
        let browser = house.browser()
        #expect(try await browser.signIn("anna", code: house.code(totp)).location == "/")
        house.clock.advance(by: .minutes(16))
        #expect(try await browser.stepUp(code: String(house.code(totp).prefix(6))).status == 401)
        #expect(try await browser.stepUp(code: house.code(totp)).location == "/profile")
        house.clock.advance(by: .seconds(30))
        try await browser.submit("/profile/two-factor", [("code", house.code(totp))])
        #expect(try await house.enrolledTOTP(of: id) == nil)
    }

    @Test("A second click after signing out signs nobody in")
    func clickAfterSignOut() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let again = browser.copy()
        let fields = [("csrf", csrf), ("code", house.code(totp))]
        try await browser.postRaw("/sign-in/code", fields)
        try await browser.submit("/sign-out")
        #expect(try await again.postRaw("/sign-in/code", fields).sets(Cookies.session) == false)
        #expect(try await house.count("session") == 0)
    }

    @Test("R28 R46 ASVS 6.5.1 fifty posts of one code from fifty sign-ins at once: one session")
    func fiftyAtOnce() async throws {
        let (house, totp) = try await house()
        var browsers: [(TestBrowser, String)] = []
        for _ in 0..<50 { browsers.append(try await halfway(house)) }
        let code = house.code(totp)
        let all = browsers
        let answers = try await race(50) { number in
            try await all[number].0.postRaw("/sign-in/code", [("csrf", all[number].1), ("code", code)]).status
        }
        #expect(answers.filter { $0 == 303 }.count == 1)
        #expect(try await house.count("session") == 1)
    }

    @Test("R46 ASVS 6.5.1 a code never works twice, and the message says so")
    func replay() async throws {
        let (house, totp) = try await house()
        let (first, csrf) = try await halfway(house)
        let code = house.code(totp)
        try await first.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)])
        for wait in [0, 20, 30] {
            house.clock.advance(by: .seconds(wait))
            let (browser, csrf) = try await halfway(house)
            let answer = try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)])
            #expect(answer.status == 401)
            #expect(wait == 30 || answer.says == Texts.english("code.used"))
        }
        #expect(try await house.activities(.codeRefused).contains { $0.details == [.usedCode] })
    }

    @Test("RFC 6238 §5.2 after a newer code an older one of the window is refused as well")
    func older() async throws {
        let (house, totp) = try await house()
        let (first, csrf) = try await halfway(house)
        #expect(
            try await first.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: 1))]).location
                == "/")
        let (second, other) = try await halfway(house)
        let answer = try await second.postRaw("/sign-in/code", [("csrf", other), ("code", house.code(totp, steps: 0))])
        #expect(answer.status == 401 && answer.says == Texts.english("code.used"))
    }

    @Test("The code that confirmed the enrolment does not sign in")
    func enrolmentCode() async throws {
        let house = try await TestHouse()
        let (owner, _) = try await house.signedIn()
        let totp = try await house.switchOn(owner)
        let (browser, csrf) = try await halfway(house)
        let answer = try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp))])
        #expect(answer.status == 401 && answer.says == Texts.english("code.used"))
    }

    @Test(
        "A phone whose clock is off is told by how much",
        arguments: [
            (-4, "code.clockBehind", "2"), (-20, "code.clockBehind", "10"), (3, "code.clockAhead", "2"),
            (20, "code.clockAhead", "10"),
        ])
    func clock(_ steps: Int, _ key: String, _ minutes: String) async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let answer = try await browser.postRaw(
            "/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: Int64(steps)))])
        #expect(answer.status == 401)
        #expect(answer.says == Texts.english(key, ["minutes": minutes]))
    }

    @Test("Past ten minutes it is a wrong code like any other", arguments: [-21, 21])
    func farClock(_ steps: Int) async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let answer = try await browser.postRaw(
            "/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: Int64(steps)))])
        #expect(answer.says == Texts.english("code.wrong"))
    }

    @Test("A code that was told to be ahead of its time does not work when its time has come")
    func toldCode() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let code = house.code(totp, steps: 6)
        try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)])
        house.clock.advance(by: .seconds(180))
        #expect(try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", code)]).status == 401)
        #expect(
            try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp, steps: 1))]).location
                == "/")
    }

    @Test("ASVS 6.5.8 no header or field moves the server's clock")
    func time() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        let answer = try await browser.postRaw(
            "/sign-in/code",
            [("csrf", csrf), ("code", house.code(totp, steps: 120)), ("t", "\(house.clock.now.seconds + 3600)")],
            headers: TestBrowser.ours.merging([
                "Date": "Mon, 23 Nov 2026 09:00:00 GMT", "X-Time": "\(house.clock.now.seconds + 3600)",
            ]) { $1 })
        #expect(answer.status == 401 && answer.says == Texts.english("code.wrong"))
    }

    @Test(
        "An authenticator enrolled while a sign-in is half done is required of nobody who has proven it, and gone means begin anew"
    )
    func changedMeanwhile() async throws {
        let (house, totp) = try await house()
        let (browser, csrf) = try await halfway(house)
        try await house.execute("DELETE FROM totp")
        let answer = try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp))])
        #expect(answer.location == "/sign-in" && !answer.sets(Cookies.session))
    }
}
