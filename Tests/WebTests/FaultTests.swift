import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("What cannot be answered")
struct FaultTests {
    @Test("A missing key file is a 503 that tells nothing, and stands in the log without values")
    func keyFile() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        try await house.breakKeys()
        let answer = try await browser.get("/profile/two-factor")
        #expect(answer.status == 503 && answer.title == Texts.english("error.unavailable.title"))
        #expect(!answer.text.contains("key file") && !answer.text.contains(house.folder))
        let lines = house.log.lines.filter { $0.hasPrefix("warning") }
        #expect(lines.count == 1 && lines[0].contains("key file: missing") && !(lines.first ?? "").contains("anna"))
    }

    @Test(
        "A database whose tables are gone is a 500 for pages and a 503 for the readiness check, and nobody is signed in by it"
    )
    func database() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        try await house.execute("ALTER TABLE setup RENAME TO elsewhere")
        #expect(try await browser.get("/readyz").status == 503)
        #expect(try await browser.get("/livez").status == 200)
        try await house.execute("ALTER TABLE session RENAME TO gone")
        let answer = try await browser.get("/profile")
        #expect(answer.status == 500)
        #expect(try await browser.get("/session").status == 500)
        let kind = TestEngine.isEmbedded ? "DatabaseError 1" : "PostgresFault 42P01"
        #expect(house.log.lines.contains { $0.hasPrefix("error") && $0.contains(kind) })
        #expect(!house.log.lines.contains { $0.contains("SELECT") })
    }

    @Test(
        "R14 what cannot be read is refused",
        arguments: [
            "/sign-in?a=%", "/sign-in?a=%zz", "/sign-in?a=%FF", "/sign-in?%00=%00",
            "/help?" + String(repeating: "a=b&", count: 101),
        ])
    func malformed(_ path: String) async throws {
        let house = try await TestHouse()
        #expect(try await house.browser().get(path).status == 400)
    }

    @Test("Only forms are read, and only small ones")
    func bodies() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let headers = ["Sec-Fetch-Site": "same-origin"]
        for type in ["application/json", "text/plain", "multipart/form-data; boundary=x", ""] {
            #expect(
                try await browser.send(
                    .post, "/profile", body: Array("{\"a\":1}".utf8),
                    headers: headers.merging(["Content-Type": type]) { $1 }
                ).status == 400)
        }
        #expect(try await browser.send(.post, "/profile", body: Array("a=1".utf8), headers: headers).status == 400)
        let form = headers.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 }
        #expect(try await browser.send(.post, "/profile", body: Array("a=%zz".utf8), headers: form).status == 400)
        #expect(
            try await browser.send(.post, "/profile", body: Array(repeating: 97, count: 64 * 1024 + 1), headers: form)
                .status == 413)
        #expect(try await browser.send(.post, "/profile", body: [], headers: form).status == 403)
        let charset = headers.merging(["Content-Type": "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8"]) { $1 }
        let csrf = try await browser.formToken()
        #expect(
            try await browser.send(.post, "/profile", body: Array("csrf=\(csrf)&displayName=x".utf8), headers: charset)
                .status == 303)
    }

    @Test("A neighbour's cookies that leave no room for ours are said to be the reason, and sign nobody out")
    func cookies() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let before = browser.cookies
        let csrf = try await browser.formToken()
        browser.cookies["filler"] = String(repeating: "x", count: 9000)
        for answer in [
            try await browser.get("/"), try await browser.get("/sign-in"),
            try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "x")]),
            try await browser.postRaw("/sign-out", []),
        ] {
            #expect(answer.status == 431 && answer.title == Texts.english("error.tooManyCookies.title"))
            #expect(answer.setCookies.isEmpty)
        }
        let told = try await browser.get("/session")
        #expect(told.status == 431 && told.text.contains(Texts.english("error.tooManyCookies.title")))
        #expect(told.setCookies.isEmpty)
        let absent = try await browser.get("/nothing/here")
        #expect(absent.status == 404 && absent.setCookies.isEmpty)
        #expect(try await browser.get("/livez").status == 200)
        browser.cookies = before
        #expect(try await browser.isSignedIn())
        #expect(try await browser.postRaw("/profile", [("csrf", csrf), ("displayName", "x")]).status == 303)
    }

    @Test("A page number from the far end of the integers crashes nothing")
    func farPages() async {
        await #expect(processExitsWith: .success) {
            for number in ["-9223372036854775808", "9223372036854775807", "-1", "0"] {
                guard let form = Form(parsing: Array("page=\(number)".utf8)) else { continue }
                _ = UserQuery(form)
            }
        }
    }
}
