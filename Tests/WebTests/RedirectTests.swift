import Domain
import TestSupport
import Testing

@testable import Web

@Suite("Where step-up leads to")
struct RedirectTests {
    static let elsewhere = [
        "//evil.example", "///evil.example", "https://evil.example", "http:evil.example", "/\\evil.example",
        "\\\\evil.example", "/%2Fevil.example", "/%09/evil.example",
        "javascript:alert(1)", "data:text/html,x", "/ /evil.example", "/\t/evil.example", "/\r\nSet-Cookie: a=b",
        "/users\r\nX: y", "/users?next=//evil.example",
        "/users#@evil.example", "@evil.example", "evil.example", ".evil.example", "/..//evil.example",
        "/users/../..//evil.example", "", " ", "/sign-out", "/\u{0}",
        String(repeating: "/", count: 5000), "/" + String(repeating: "a/", count: 5000), "https:/users",
        "/users//evil.example", "//evil.example/profile",
    ]

    @Test("Never to another site", arguments: elsewhere)
    func evil(_ next: String) async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let page = try await browser.get("/step-up?next=" + PercentCoding.encode(next.filter { $0 != "\u{0}" }))
        let shown = page.field("next") ?? ""
        let answer = try await browser.submit("/step-up", [("password", TestHouse.password), ("next", next)])
        for place in [shown, answer.location ?? "/"] {
            #expect(
                place.hasPrefix("/") && !place.hasPrefix("//") && !place.contains("\\") && !place.contains("evil"),
                "\(place)")
        }
        #expect(answer.status == (next.contains("\u{0}") ? 400 : 303))
    }

    @Test(
        "To the page that asked for it, or the nearest one above",
        arguments: [
            ("/profile", "/profile"), ("/users/new", "/users/new"), ("/profile/two-factor", "/profile/two-factor"),
            ("/profile/sessions/end-others", "/profile/sessions"), ("/sign-out", "/"), ("/nothing/here", "/"),
            ("/users/new?search=anna%20k&sort=-name&page=2", "/users/new?search=anna%20k&sort=-name&page=2"),
            ("/users?next=//elsewhere&search=a%0d%0ab", "/users?search=a%0D%0Ab"), ("/users?%ZZ", "/users"),
            ("/profile?search=anna", "/profile"), ("/users?", "/users"), ("?", "/"),
        ])
    func good(_ next: String, _ place: String) async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        #expect(
            try await browser.submit("/step-up", [("password", TestHouse.password), ("next", next)]).location == place)
    }
}
