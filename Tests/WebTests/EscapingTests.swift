import Domain
import TestSupport
import Testing

@testable import Web

/// R16: whatever people send is text on every page that shows it.
@Suite("Reflected and stored values are escaped")
struct EscapingTests {
    static let canary = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{frame.csrf}}[[/home]]"

    private func check(_ answer: TestAnswer, _ what: String) {
        #expect(!answer.text.contains("<script>alert"), "\(what)")
        #expect(!answer.text.contains("<img src=x"), "\(what)")
        #expect(!answer.text.contains("\"'><"), "\(what)")
    }

    @Test("R16 display name, user agent and user name on every page that shows them")
    func stored() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("<b>anna", displayName: String(Self.canary.prefix(100)))
        let anna = house.browser(userAgent: Self.canary)
        try await anna.signIn("<b>anna")
        let pages = [
            "/", "/profile", "/profile/sessions", "/profile/password", "/profile/two-factor", "/step-up", "/help",
        ]
        for page in pages {
            let answer = try await anna.get(page)
            check(answer, page)
            #expect(!answer.text.contains("<b>anna"), "\(page)")
        }
        for page in [
            "/users", "/users/\(id.text)", "/users/\(id.text)/clear-two-factor", "/users/\(id.text)/password-reset",
            "/activity",
        ] {
            let answer = try await admin.get(page)
            check(answer, page)
            #expect(!answer.text.contains("<b>anna"), "\(page)")
        }
        check(try await admin.submit("/users/\(id.text)/password-reset"), "reset link")
        #expect(try await admin.get("/users/\(id.text)").text.contains("&lt;script&gt;"))
    }

    @Test("R16 what a form or a query sends is shown as text")
    func reflected() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let encoded = PercentCoding.encode(Self.canary)
        for path in [
            "/users?search=\(encoded)", "/users?sort=\(encoded)", "/users?search=x&page=\(encoded)",
            "/activity?user=\(encoded)", "/activity?from=\(encoded)", "/activity?action=\(encoded)",
            "/activity?column=\(encoded)", "/step-up?next=\(encoded)", "/\(encoded)",
        ] {
            check(try await admin.get(path), path)
        }
        check(try await house.browser().signIn(Self.canary), "sign-in")
        check(
            try await admin.submit(
                "/users/new", [("name", Self.canary), ("displayName", Self.canary), ("email", Self.canary)]), "new user"
        )
        check(try await admin.submit("/profile", [("displayName", Self.canary), ("email", Self.canary)]), "profile")
        check(try await admin.submit("/step-up", [("next", Self.canary), ("password", "x")]), "step-up")
        let password = "gatehouse" + "1"
        check(
            try await admin.submit("/profile/password", [("currentPassword", Self.canary), ("newPassword", password)]),
            "password")
    }

    @Test(
        "R16 a cookie cannot make a page say anything of its own",
        arguments: [
            canary, "notice.twoFactorCleared." + canary,
            "notice.twoFactorCleared." + Base64URL.encode(Array(canary.utf8)), "signIn.wrong", "error.internal.text",
            "notice.userSaved.YQ",
        ])
    func notices(_ value: String) async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        browser.cookies[Cookies.notice] = PercentCoding.encode(value).replacing("%", with: "~")
        check(try await browser.get("/profile"), "encoded")
        browser.cookies[Cookies.notice] = value.filter { $0 != ";" }
        let answer = try await browser.get("/profile")
        check(answer, "notice")
        #expect(!answer.says.contains("fault is ours"))
    }

    @Test("R16 organisation and product names are text as well")
    func names() async throws {
        let house = try await TestHouse(productName: "<b>P", organisationName: "<b>O")
        let (browser, _) = try await house.signedIn()
        for page in ["/", "/profile/two-factor", "/help"] {
            #expect(try await browser.get(page).text.contains("<b>O") == false)
        }
        #expect(try await browser.get("/profile/two-factor").text.contains("<b>P") == false)
    }
}
