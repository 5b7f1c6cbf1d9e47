import Domain
import Storage
import TestSupport
import Testing

@testable import Web

/// R54 and ASVS 3.5.1: no other site can make a browser change anything.
@Suite("Forged forms")
struct ForgeryTests {
    /// A form that would do something at every route, were it not forged.
    private static func fields(_ house: TestHouse) -> [(String, String)] {
        [
            ("userName", "user"), ("password", TestHouse.password), ("code", "123456"), ("name", "newcomer"),
            ("displayName", "Changed"), ("email", "changed@example.org"),
            ("language", "hu"), ("currentPassword", TestHouse.password), ("newPassword", "another long phrase of mine"),
            ("next", "/"), ("administrator", "on"),
            ("token", Token(from: .system).text),
        ]
    }

    @Test(
        "R54 every POST without, with an empty, a wrong, another browser's or a doubled form token is refused and changes nothing"
    )
    func formTokens() async throws {
        let visitors = try await Visitors()
        let foreign = try await visitors.browser(.user).formToken()
        for endpoint in Endpoint.all where endpoint.isOwnForm && !endpoint.takesAnyForm {
            let browser = try await visitors.browser(.passing(endpoint))
            let right = try await browser.formToken()
            let before = try await visitors.state()
            let path = visitors.path(endpoint)
            let variants: [[(String, String)]] = [
                [], [("csrf", "")], [("csrf", "x")],
                [("csrf", Self.masked(RequestForgery.formToken(for: Token(from: .system))))],
                [("csrf", foreign)],
                [("csrf", right), ("csrf", right)], [("CSRF", right)],
            ]
            for variant in variants {
                let answer = try await browser.postRaw(path, variant + Self.fields(visitors.house))
                #expect(answer.status == 403, "\(endpoint.name) \(variant): \(answer.status)")
                #expect(!answer.sets(Cookies.session))
            }
            #expect(try await visitors.state() == before, "\(endpoint.name)")
        }
    }

    @Test(
        "Every POST that the browser says another site made is refused and changes nothing, its form token be right or not"
    )
    func origins() async throws {
        let visitors = try await Visitors()
        for endpoint in Endpoint.all where endpoint.isOwnForm {
            let browser = try await visitors.browser(.passing(endpoint))
            let right = try await browser.formToken()
            let before = try await visitors.state()
            let path = visitors.path(endpoint)
            let variants: [[String: String]] = [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "none"],
                ["Sec-Fetch-Site": ""],
                ["Sec-Fetch-Site": "cross-site", "Origin": TestHouse.publicURL],
                ["Origin": "https://evil.example"], ["Origin": "null"],
                ["Origin": "http://127.0.0.1:8080.evil.example"], ["Origin": "http://127.0.0.1"],
                ["Origin": "HTTP://127.0.0.1:8080/"], [:], ["Referer": TestHouse.publicURL + "/"],
            ]
            for headers in variants {
                let answer = try await browser.postRaw(
                    path, [("csrf", right)] + Self.fields(visitors.house), headers: headers)
                #expect(answer.status == 403, "\(endpoint.name) \(headers): \(answer.status)")
            }
            #expect(try await visitors.state() == before, "\(endpoint.name)")
        }
    }

    @Test("With the right form token and either header a form is taken: the refusals above are not of something else")
    func control() async throws {
        let visitors = try await Visitors()
        for headers in [["Sec-Fetch-Site": "same-origin"], ["Origin": TestHouse.publicURL]] {
            let browser = try await visitors.browser(.user)
            let csrf = try await browser.formToken()
            let answer = try await browser.postRaw(
                "/profile", [("csrf", csrf), ("displayName", "Me")], headers: headers)
            #expect(answer.status == 303)
        }
    }

    @Test(
        "Only what nobody is worse off for is taken from any form of ours: signing out, giving a sign-in up, a language"
    )
    func anyForm() async throws {
        #expect(
            Set(Endpoint.all.filter(\.takesAnyForm).map(\.name)) == [
                "POST /sign-out", "POST /sign-in/cancel", "POST /language",
            ])
    }

    @Test(
        "The forms of a session are those of nobody else: not of the next user in the same browser, not of another browser of the user"
    )
    func formsOfOneSession() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn("anna")
        let annas = try await browser.formToken()
        let elsewhere = house.browser()
        try await elsewhere.signIn("anna")
        #expect(try await elsewhere.postRaw("/profile", [("csrf", annas), ("displayName", "x")]).status == 403)
        try await browser.submit("/sign-out")
        let nobodys = try await browser.formToken()
        try await house.addUser("bence")
        try await browser.signIn("bence")
        for csrf in [annas, nobodys] {
            #expect(try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "x")]).status == 403)
        }
    }

    @Test("A session's id, which administrators can read in the log, makes no form token")
    func sessionID() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn("anna")
        let session = try #require(try await house.database.read { try $0.sessions.list(of: id) }.first).id
        for token in [Token(from: .system), Token(text: browser.cookies[Cookies.session] ?? "")] {
            let csrf = Self.masked(RequestForgery.formToken(for: try #require(token), of: session))
            #expect(try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "x")]).status == 403)
        }
    }

    private static func masked(_ formToken: [UInt8]) -> String { RequestForgery.masked(formToken, random: .system) }

    @Test(
        "BREACH: the form token looks different in each answer, and each of them is taken; without its mask it is not")
    func masks() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn("anna")
        var seen: Set<String> = []
        for _ in 0..<3 {
            let csrf = try await browser.formToken()
            #expect(try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "Anna")]).status == 303)
            // Neither half of it is ever the same.
            seen.formUnion([String(csrf.prefix(42)), String(csrf.suffix(42))])
        }
        #expect(seen.count == 6)
        let session = try #require(try await house.database.read { try $0.sessions.list(of: id) }.first).id
        let token = try #require(Token(text: browser.cookies[Cookies.browser] ?? ""))
        let bare = RequestForgery.formToken(for: token, of: session)
        for csrf in [Base64URL.encode(bare), Base64URL.encode(bare + bare)] {
            #expect(try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "x")]).status == 403)
        }
        #expect(
            try await browser.postRaw("/profile", [("csrf", Self.masked(bare)), ("displayName", "x")]).status == 303)
    }

    @Test("The form token does not give the session's token away")
    func oneWay() async throws {
        let visitors = try await Visitors()
        let browser = try await visitors.browser(.user)
        let csrf = try await browser.formToken()
        let session = browser.cookies[Cookies.session] ?? ""
        #expect(!csrf.isEmpty && csrf != session)
        let thief = visitors.house.browser()
        thief.cookies = [Cookies.session: csrf]
        #expect(try await thief.isSignedIn() == false)
    }

    @Test("R54 switching two-factor authentication on or off cannot be forged")
    func twoFactor() async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        let totp = try await browser.get("/profile/two-factor").shownTOTP
        for headers in [["Sec-Fetch-Site": "cross-site"], ["Origin": "https://evil.example"]] {
            let csrf = try await browser.formToken()
            #expect(
                try await browser.postRaw(
                    "/profile/two-factor", [("csrf", csrf), ("code", house.code(totp))], headers: headers
                ).status == 403)
        }
        #expect(try await browser.postRaw("/profile/two-factor", [("code", house.code(totp))]).status == 403)
        #expect(try await house.enrolledTOTP(of: id) == nil)
    }
}
