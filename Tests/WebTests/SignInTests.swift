import Domain
import Flows
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Signing in")
struct SignInTests {
    @Test("User names are read in any case and form")
    func names() async throws {
        let house = try await TestHouse()
        try await house.addUser("kis.anna")
        for name in ["kis.anna", "KIS.ANNA", "Kis.Anna", "ｋｉｓ．ａｎｎａ", " kis.anna "] {
            #expect(try await house.browser().signIn(name).location == "/", "\(name)")
        }
    }

    @Test("R53 no session exists before every step has succeeded")
    func noSessionBefore() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let first = try await browser.signIn("anna")
        #expect(!first.sets(Cookies.session))
        #expect(try await house.count("session") == 0)
        try await browser.submit("/sign-in/code", [("code", house.wrongCode(totp))], page: "/sign-in/code")
        #expect(try await house.count("session") == 0)
        #expect(browser.cookies[Cookies.session] == nil)
    }

    @Test("R32 R58 R65 ASVS 6.3.3 an enrolled authenticator is required, whatever is tried around it")
    func required() async throws {
        let house = try await TestHouse()
        _ = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.signIn("anna")
        for path in ["/", "/profile", "/profile/two-factor", "/profile/password", "/step-up", "/users"] {
            let answer = try await browser.get(path)
            #expect(answer.status == 303 && answer.location?.prefix { $0 != "?" } == "/sign-in/code", "\(path)")
        }
        #expect(try await browser.get("/session").status == 401)
    }

    @Test("R01 restart, back and refresh never lower what is required")
    func restart() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        for path in ["/sign-in", "/sign-in/code", "/", "/sign-in", "/help", "/sign-in/code", "/sign-in/code"] {
            if path == "/sign-in" { try await browser.signIn("anna") }
            try await browser.get(path)
            #expect(try await browser.isSignedIn() == false)
        }
        try await browser.submit("/sign-in/cancel")
        #expect(browser.cookies[Cookies.signIn] == nil)
        #expect(try await browser.get("/sign-in/code").location == "/sign-in")
        try await browser.signIn("anna")
        #expect(try await browser.submit("/sign-in/code", [("code", house.code(totp))]).location == "/")
    }

    @Test("R01 a cancelled sign-in is dead, also for who kept its cookie")
    func cancelled() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.signIn("anna")
        let kept = browser.copy()
        try await browser.submit("/sign-in/cancel")
        #expect(try await kept.get("/sign-in/code").location == "/sign-in")
        #expect(try await kept.submit("/sign-in/code", [("code", house.code(totp))]).location == "/sign-in")
        #expect(try await kept.isSignedIn() == false)
    }

    @Test("R02 the code of one user does not complete the sign-in of another")
    func otherUsersCode() async throws {
        let house = try await TestHouse()
        let anna = try await house.enrol(try await house.addUser("anna"))
        _ = try await house.enrol(try await house.addUser("bence"))
        let browser = house.browser()
        try await browser.signIn("bence")
        #expect(
            try await browser.submit("/sign-in/code", [("code", house.code(anna))], page: "/sign-in/code").status == 401
        )
        #expect(try await browser.isSignedIn() == false)
    }

    @Test(
        "R20 an empty post to any step is no proof",
        arguments: [[], [("password", "")], [("userName", "")], [("code", "")], [("code", " ")], [("code", "\u{A0}")]])
    func emptyPosts(_ fields: [(String, String)]) async throws {
        let house = try await TestHouse()
        _ = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        #expect(try await browser.submit("/sign-in", fields).status == 401)
        try await browser.signIn("anna")
        let answer = try await browser.submit("/sign-in/code", fields)
        #expect(answer.status == 401)
        #expect(
            answer.says
                == Texts.english(fields.contains { $0.0 == "code" && !$0.1.isEmpty } ? "code.malformed" : "code.empty"))
        #expect(try await browser.isSignedIn() == false)
    }

    @Test("R20 an empty code is no attempt: it counts as no miss")
    func emptyCodesAreFree() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.signIn("anna")
        for _ in 0..<20 { try await browser.submit("/sign-in/code", [("code", "12345")]) }
        #expect(try await browser.submit("/sign-in/code", [("code", house.code(totp))]).location == "/")
    }

    @Test("Steps out of order: a code without a password is nothing")
    func codeFirst() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let answer = try await browser.submit("/sign-in/code", [("code", house.code(totp)), ("userName", "anna")])
        #expect(answer.location == "/sign-in")
        #expect(try await house.count("session") == 0)
        #expect(try await browser.signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test("The second step may be left open for ten minutes")
    func secondStepExpires() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.signIn("anna")
        house.clock.advance(by: .minutes(10) - .seconds(1))
        #expect(try await browser.get("/sign-in/code").status == 200)
        let csrf = try await browser.formToken()
        house.clock.advance(by: .seconds(1))
        let answer = try await browser.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp))])
        #expect(answer.location == "/sign-in")
        #expect(try await browser.get("/sign-in").says == Texts.english("signIn.expired"))
    }

    @Test("R07 ASVS 7.2.4 tokens that were planted are not adopted, and each step has a new one")
    func fixation() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let planted = Token(from: .system).text
        browser.cookies = [Cookies.session: planted, Cookies.signIn: planted]
        try await browser.signIn("anna")
        let half = try #require(browser.cookies[Cookies.signIn])
        #expect(half != planted)
        try await browser.submit("/sign-in/code", [("code", house.code(totp))])
        let session = try #require(browser.cookies[Cookies.session])
        #expect(session != planted && session != half)
        let thief = house.browser()
        for token in [planted, half] {
            thief.cookies = [Cookies.session: token]
            #expect(try await thief.isSignedIn() == false)
        }
    }

    @Test("R07 somebody else's half-done sign-in cannot be handed to a browser to be completed for its owner")
    func handedOver() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let attacker = house.browser(address: "198.51.100.1")
        try await attacker.signIn("anna")
        let victim = house.browser()
        victim.cookies = [Cookies.signIn: attacker.cookies[Cookies.signIn] ?? ""]
        try await victim.submit("/sign-in/code", [("code", house.code(totp))])
        #expect(try await attacker.isSignedIn() == false)
        #expect(attacker.cookies[Cookies.session] == nil)
    }

    @Test("R11 another user's sign-in in the same browser is another session, and the first one is dead")
    func subjectChange() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        try await house.addUser("bence")
        let browser = house.browser()
        try await browser.signIn("anna")
        let first = browser.copy()
        try await browser.submit("/sign-in", [("userName", "bence"), ("password", TestHouse.password)])
        #expect(browser.cookies[Cookies.session] != first.cookies[Cookies.session])
        #expect(try await browser.get("/session").text.contains("bence"))
        #expect(try await first.isSignedIn() == false)
    }

    @Test("R56 two users in two tabs of one browser: each page acts for the one it shows, or not at all")
    func twoTabs() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let totp = try await house.enrol(try await house.addUser("bence"))
        let browser = house.browser()
        try await browser.signIn("anna")
        let annasForm = try await browser.formToken(on: "/profile")
        try await browser.submit("/sign-in", [("userName", "bence"), ("password", TestHouse.password)])
        #expect(try await browser.get("/session").text.contains("anna"))
        #expect(try await browser.get("/sign-in/code").text.contains("bence"))
        try await browser.submit("/sign-in/code", [("code", house.code(totp))], page: "/sign-in/code")
        #expect(try await browser.get("/session").text.contains("bence"))
        #expect(
            try await browser.postRaw("/profile", [("csrf", annasForm), ("displayName", "written by anna's page")])
                .status == 403)
        #expect(try await browser.get("/profile").text.contains("written by") == false)
    }

    @Test("R55 a token of one kind is nothing as another kind")
    func kinds() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.signIn("anna")
        let half = browser.cookies[Cookies.signIn] ?? ""
        let known = browser.cookies[Cookies.browser] ?? ""
        try await browser.submit("/sign-in/code", [("code", house.code(totp))])
        let session = browser.cookies[Cookies.session] ?? ""
        house.clock.advance(by: .seconds(30))
        let setup = try await house.gatehouse.issueSetupLink(by: .server)?.text ?? ""
        let thief = house.browser()
        for token in [half, known, setup] {
            thief.cookies = [Cookies.session: token]
            #expect(try await thief.isSignedIn() == false)
        }
        for token in [session, known, setup] {
            thief.cookies = [Cookies.signIn: token]
            #expect(try await thief.get("/sign-in/code").location == "/sign-in")
            #expect(try await thief.get("/password-reset/\(token)").status == 410)
        }
    }

    @Test("ASVS 7.2.1 a changed cookie is no session")
    func changedCookie() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let token = try #require(browser.cookies[Cookies.session])
        for other in [
            String(token.dropLast()), token + "A", token.uppercased(), "", "null",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.", String(token.reversed()),
        ] where other != token {
            let thief = house.browser()
            thief.cookies = [Cookies.session: other]
            #expect(try await thief.isSignedIn() == false, "\(other)")
        }
        let twice = house.browser()
        twice.cookies = [Cookies.session: "\(token); \(Cookies.session)=\(token)"]
        #expect(try await twice.isSignedIn() == false)
    }

    @Test("ASVS 6.3.2 there are no default accounts")
    func noDefaults() async throws {
        let house = try await TestHouse()
        for name in ["root", "admin", "administrator", "sa", "test", "gatehouse"] {
            for password in ["", "admin", "password", name, "gatehouse", "changeme"] {
                house.clock.advance(by: .seconds(31))
                #expect(try await house.browser().signIn(name, password: password).status == 401)
            }
        }
        #expect(try await house.count("user_account") == 0)
    }

    @Test("ASVS 6.2.8 ASVS 6.2.9 a long password signs in exactly as sent, and a cut or changed one does not")
    func exactPassword() async throws {
        let house = try await TestHouse()
        var random = SeededRandom(seed: 11)
        let password = (0..<128).map { _ in String(UnicodeScalar(UInt8.random(in: 33...126, using: &random))) }.joined()
        try await house.addUser("anna", password: password)
        #expect(try await house.browser().signIn("anna", password: password).location == "/")
        for other in [
            String(password.prefix(64)), String(password.prefix(72)), password.lowercased(), password + " ",
            " " + password,
        ] {
            house.clock.advance(by: .seconds(31))
            #expect(try await house.browser().signIn("anna", password: other).status == 401)
        }
        #expect(try await house.browser().signIn("anna", password: String(repeating: "x", count: 10_000)).status == 401)
    }

    @Test("ASVS 6.2.10 a password does not age")
    func noAge() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        house.clock.advance(by: .days(400))
        #expect(try await house.browser().signIn("anna").location == "/")
    }

    @Test("ASVS 6.2.6 ASVS 6.2.7 fields are masked and marked for password managers, and the code has its own keypad")
    func fields() async throws {
        let house = try await TestHouse()
        _ = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let first = try await browser.get("/sign-in").text
        #expect(first.contains(/<input[^>]*name="userName"[^>]*autocomplete="username"/))
        #expect(first.contains(/<input[^>]*name="password"[^>]*type="password"[^>]*autocomplete="current-password"/))
        try await browser.signIn("anna")
        let second = try await browser.get("/sign-in/code").text
        #expect(second.contains(/<input[^>]*name="code"[^>]*inputmode="numeric"[^>]*autocomplete="one-time-code"/))
        #expect(!first.contains("onpaste") && !second.contains("onpaste"))
    }

    @Test("R48 a fault in the middle of signing in signs nobody in")
    func fault() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.signIn("anna")
        try await house.breakKeys()
        let answer = try await browser.submit("/sign-in/code", [("code", house.code(totp))])
        #expect(answer.status == 503)
        #expect(try await house.count("session") == 0)
        let other = try await house.browser().signIn("anna")
        #expect(other.status == 503 && !other.sets(Cookies.session))
    }

    @Test("R49 signing out also ends a half-done sign-in of the same browser")
    func signOutEndsHalfDone() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        _ = try await house.enrol(try await house.addUser("bence"))
        let browser = house.browser()
        try await browser.signIn("anna")
        try await browser.submit("/sign-in", [("userName", "bence"), ("password", TestHouse.password)])
        try await browser.submit("/sign-out", page: "/profile")
        #expect(try await browser.get("/sign-in/code").location == "/sign-in")
    }

    @Test("The language chosen before signing in is the session's")
    func language() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        try await browser.submit("/language", [("language", "hu")])
        #expect(try await browser.get("/sign-in").title == Texts.hungarian("signIn.title"))
        try await browser.signIn("anna")
        #expect(try await browser.get("/sign-in/code").title == Texts.hungarian("signInCode.title"))
        try await browser.submit("/language", [("language", "en")])
        #expect(try await browser.get("/sign-in/code").title == Texts.english("signInCode.title"))
        try await browser.submit("/language", [("language", "hu")])
        try await browser.submit("/sign-in/code", [("code", house.code(totp))])
        #expect(try await browser.get("/").title == Texts.hungarian("home.title"))
    }
}
