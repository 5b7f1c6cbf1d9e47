import Domain
import Flows
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Sessions")
struct SessionTests {
    @Test("ASVS 7.3.1 a session ends after 30 minutes without use, exact to the second")
    func idle() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        for _ in 0..<3 {
            house.clock.advance(by: .minutes(30))
            #expect(try await browser.isSignedIn())
        }
        house.clock.advance(by: .minutes(30) + .seconds(1))
        #expect(try await browser.isSignedIn() == false)
        #expect(try await browser.get("/").location == "/sign-in")
        #expect(try await browser.get("/sign-in").says == Texts.english("signIn.sessionEnded"))
    }

    @Test("ASVS 7.3.2 a session ends after 12 hours, however much it is used, exact to the second")
    func absolute() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        for _ in 0..<36 {
            house.clock.advance(by: .minutes(20))
            #expect(try await browser.isSignedIn())
        }
        house.clock.advance(by: .seconds(1))
        #expect(try await browser.isSignedIn() == false)
    }

    @Test("Step-up does not lengthen a session past its end")
    func stepUpKeepsStart() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        for _ in 0..<36 {
            house.clock.advance(by: .minutes(20))
            try await browser.stepUp()
        }
        #expect(try await browser.isSignedIn())
        house.clock.advance(by: .seconds(1))
        #expect(try await browser.isSignedIn() == false)
    }

    private static let short: SessionLimits = {
        var limits = SessionLimits.standard
        limits.idle = .minutes(5)
        limits.absolute = .hours(1)
        return limits
    }()

    @Test("Both limits are the installation's own")
    func configured() async throws {
        let house = try await TestHouse(limits: Self.short)
        let (browser, _) = try await house.signedIn()
        house.clock.advance(by: .minutes(5) + .seconds(1))
        #expect(try await browser.isSignedIn() == false)
    }

    @Test("R24 an expired session is dead without any clean-up, and the clean-up takes it away")
    func expiryAtUse() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        house.clock.advance(by: .hours(12) + .seconds(1))
        #expect(try await house.count("session") == 1)
        #expect(try await browser.isSignedIn() == false)
        house.clock.advance(by: .days(1))
        try await house.gatehouse.cleanUp()
        #expect(try await house.count("session") == 0)
    }

    @Test("ASVS 7.4.1 R23 a session that was signed out is dead at the next request, also for who kept the cookie")
    func signOut() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let kept = browser.copy()
        let answer = try await browser.submit("/sign-out")
        #expect(answer.location == "/sign-in")
        #expect(answer.headers.contains { $0.name.canonicalName == "clear-site-data" })
        #expect(browser.cookies[Cookies.session] == nil)
        #expect(try await browser.get("/sign-in").says == Texts.english("signIn.signedOut"))
        #expect(try await kept.isSignedIn() == false)
        #expect(try await kept.get("/").location == "/sign-in")
    }

    @Test("ASVS 7.2.3 the database knows sessions by a digest only")
    func digests() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let token = try #require(Token(text: browser.cookies[Cookies.session] ?? ""))
        let rows = try await house.snapshot()["session"] ?? []
        #expect(rows.count == 1)
        #expect(rows[0].contains("\(token.digest.bytes)") && !rows[0].contains(token.text))
    }

    @Test("ASVS 7.2.4 step-up gives a new token and the old one is dead")
    func stepUpRotates() async throws {
        let house = try await TestHouse()
        let (browser, _, totp) = try await house.signedInWithTwoFactors()
        let old = browser.copy()
        #expect(try await browser.stepUp(code: house.code(totp)).location == "/profile")
        #expect(browser.cookies[Cookies.session] != old.cookies[Cookies.session])
        #expect(try await browser.isSignedIn())
        #expect(try await old.isSignedIn() == false)
    }

    @Test("ASVS 7.5.2 the list shows every session with start, last use, address and browser, and marks this one")
    func list() async throws {
        let house = try await TestHouse()
        let (first, _) = try await house.signedIn()
        house.clock.advance(by: .minutes(5))
        let second = house.browser(address: "2001:db8::7", userAgent: "Mozilla/5.0 (iPhone) Safari/605.1")
        try await second.signIn("anna")
        let page = try await first.get("/profile/sessions").text
        #expect(page.contains("192.0.2.10") && page.contains("2001:db8::7"))
        #expect(page.contains("Firefox, Windows") && page.contains("Safari, iPhone"))
        #expect(page.matches(of: /class="state state-good"/).count == 1)
        #expect(page.matches(of: /\/profile\/sessions\/[0-9a-f-]{36}\/end/).count == 2)
    }

    @Test("A session whose time is over is not listed")
    func listedWhileAlive() async throws {
        let house = try await TestHouse()
        let (_, _) = try await house.signedIn()
        house.clock.advance(by: .minutes(31))
        let browser = house.browser()
        try await browser.signIn("anna")
        #expect(try await browser.get("/profile/sessions").text.matches(of: /\/end"/).count == 1)
    }

    @Test("R23 ending one session ends that one at the next request, ending the others leaves this one")
    func end() async throws {
        let house = try await TestHouse()
        let (first, _) = try await house.signedIn()
        house.clock.advance(by: .seconds(1))
        let second = house.browser()
        try await second.signIn("anna")
        let third = house.browser()
        try await third.signIn("anna")
        let ends = try await second.get("/profile/sessions").endPaths
        #expect(ends.count == 3)
        let ofFirst = try #require(ends.last)
        #expect(try await second.submit(ofFirst).location == "/profile/sessions")
        #expect(try await first.isSignedIn() == false)
        #expect(try await third.isSignedIn())
        try await second.submit("/profile/sessions/end-others")
        #expect(try await third.isSignedIn() == false)
        #expect(try await second.isSignedIn())
    }

    @Test("R09 ASVS 8.2.2 another user's session cannot be ended, and looks like none")
    func ownership() async throws {
        let house = try await TestHouse()
        let (anna, _) = try await house.signedIn()
        let (eve, _) = try await house.signedIn("eve")
        let annas = try #require(try await anna.get("/profile/sessions").endPaths.first)
        let unknown = "/profile/sessions/\(SessionID(at: house.clock.now, from: .system).text)/end"
        let answers = [try await eve.submit(annas), try await eve.submit(unknown)]
        #expect(answers.map(\.status) == [404, 404])
        let texts = answers.map { $0.text.replacing($0.field("csrf") ?? "", with: "TOKEN") }
        #expect(texts[0] == texts[1])
        #expect(try await anna.isSignedIn())
    }

    @Test("ASVS 7.5.2 ending sessions needs a recent proof")
    func endNeedsProof() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        house.clock.advance(by: .minutes(16))
        let end = try #require(try await browser.get("/profile/sessions").endPaths.first)
        for path in [end, "/profile/sessions/end-others"] {
            #expect(try await browser.submit(path).location?.hasPrefix("/step-up") == true)
        }
    }

    @Test("ASVS 7.4.4 every signed-in page has a way to sign out")
    func signOutEverywhere() async throws {
        let visitors = try await Visitors()
        let browser = try await visitors.browser(.administrator)
        for endpoint in Endpoint.all where !endpoint.isPost && endpoint.face.isPage {
            guard case .browser(.signedIn) = endpoint.entrance else { continue }
            let answer = try await browser.get(visitors.path(endpoint))
            #expect(answer.status == 200 && answer.text.contains("action=\"/sign-out\""), "\(endpoint.name)")
        }
        #expect(try await browser.get("/nothing-here").text.contains("action=\"/sign-out\""))
    }

    @Test("Who is signed in is told to programs")
    func tell() async throws {
        let house = try await TestHouse()
        let (browser, id, _) = try await house.signedInWithTwoFactors()
        let answer = try await browser.get("/session")
        #expect(
            answer.text.contains("\"user\":\"anna\"") && answer.text.contains("[\"pwd\",\"otp\"]")
                && answer.text.contains(id.text))
        let nobody = try await house.browser().get("/session")
        #expect(nobody.status == 401 && nobody.headers[.contentType] == "application/problem+json")
        #expect(nobody.text.contains("\"title\":\"Unauthorized\",\"status\":401,"))
        #expect(!nobody.sets(Cookies.browser))
    }

    @Test("Rotating a session that has ended brings it back to nobody")
    func rotateEnded() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let csrf = try await browser.formToken()
        let other = browser.copy()
        try await browser.submit("/sign-out")
        #expect(
            try await other.postRaw("/step-up", [("csrf", csrf), ("password", TestHouse.password)]).location
                == "/sign-in")
        #expect(try await house.count("session") == 0)
    }
}

extension TestAnswer {
    /// Where the *end* buttons of the list post to, in its order.
    var endPaths: [String] {
        text.matches(of: /action="(\/profile\/sessions\/[0-9a-f-]{36}\/end)"/).map { String($0.1) }
    }
}
