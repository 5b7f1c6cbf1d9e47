import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Headers of every answer")
struct HeaderTests {
    private static let expected: [String: String] = [
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    ]

    static func policy(of face: Face) -> String {
        switch face {
        case .page(.ownSite):
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        case .page(.application(let source)):
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action \(source); base-uri 'none'; frame-ancestors 'none'"
        case .program, .published, .protocolAnswer, .asset:
            "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        }
    }

    private func check(_ answer: TestAnswer, _ what: String, _ face: Face = .page()) {
        let policy = ["content-security-policy": Self.policy(of: face)]
        for (name, value) in Self.expected.merging(policy, uniquingKeysWith: { $1 }) {
            let found = answer.headers.filter { $0.name.canonicalName == name }.map(\.value)
            #expect(found == [value], "\(what): \(name)")
        }
        #expect(answer.headers[.cacheControl] == Self.keeping(answer, what, face), "\(what)")
        if !answer.text.isEmpty { #expect(answer.headers[.contentType]?.isEmpty == false, "\(what)") }
        for cookie in answer.setCookies {
            #expect(cookie.hasPrefix("__Host-"), "\(what): \(cookie)")
            for attribute in ["; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
                #expect(cookie.contains(attribute), "\(what): \(cookie)")
            }
            #expect(!cookie.lowercased().contains("domain="), "\(what): \(cookie)")
        }
        #expect(answer.headers[.accessControlAllowOrigin] == (face == .published ? "*" : nil), "\(what)")
        #expect(!answer.headers.contains { ["server", "x-powered-by"].contains($0.name.canonicalName) }, "\(what)")
    }

    private static func keeping(_ answer: TestAnswer, _ what: String, _ face: Face) -> String {
        if what.contains("/assets/") { return "public, max-age=31536000, immutable" }
        return face == .published && answer.status == 200 ? "public, max-age=300" : "no-store"
    }

    @Test(
        "R34 ASVS 3.3.1 ASVS 3.4 every route, for every visitor, with every status",
        arguments: [Visitor.anonymous, .halfway, .user, .administrator])
    func sweep(_ visitor: Visitor) async throws {
        let visitors = try await Visitors()
        var statuses: Set<Int> = []
        for endpoint in Endpoint.all {
            let browser = try await visitors.browser(visitor)
            let path = visitors.path(endpoint)
            let answer = endpoint.isPost ? try await browser.submit(path) : try await browser.get(path)
            check(
                answer, "\(endpoint.name) \(answer.status)\(endpoint.pattern.hasPrefix("/assets/") ? " /assets/" : "")",
                endpoint.face)
            statuses.insert(answer.status)
        }
        var expected: Set = [200, 303, 400, 401, 404, 410]
        if visitor.isSignedIn { expected.insert(422) }
        if visitor == .user { expected.insert(403) }
        #expect(statuses == expected)
    }

    @Test("Answers that no handler made carry them as well")
    func faults() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        check(try await browser.get("/nothing"), "404")
        check(try await browser.get("/sign-out"), "405")
        check(try await browser.get("/?a=%ZZ"), "400")
        check(try await browser.postRaw("/profile", []), "403")
        check(try await browser.postRaw("/profile", [("csrf", String(repeating: "x", count: 70_000))]), "413")
        check(try await browser.send(.head, "/", body: nil), "HEAD")
        try await house.breakKeys()
        check(try await browser.get("/profile/two-factor"), "500")
        check(try await TestHouse(hashQueue: 0).browser().signIn("x"), "503")
    }

    @Test("ASVS 7.4.1 signing out clears what the browser keeps")
    func clearSiteData() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        let answer = try await browser.submit("/sign-out")
        #expect(answer.headers.contains { $0.name.canonicalName == "clear-site-data" })
    }

    @Test("Password managers find the page on which a password is changed")
    func changePassword() async throws {
        let browser = try await TestHouse().browser()
        let answer = try await browser.get("/.well-known/change-password")
        #expect(answer.status == 303 && answer.location == "/profile/password")
        #expect(try await browser.get("/.well-known/resource-that-should-not-exist").status == 404)
    }

    @Test("Redirects are 303, never 307 or 308, and stay on this site")
    func redirects() async throws {
        let visitors = try await Visitors()
        for visitor in Visitor.allCases {
            let browser = try await visitors.browser(visitor)
            for endpoint in Endpoint.all where !endpoint.isPost {
                let answer = try await browser.get(visitors.path(endpoint))
                guard let location = answer.location else { continue }
                #expect(answer.status == 303 && location.hasPrefix("/") && !location.hasPrefix("//"))
            }
        }
    }

    @Test("The pages hold nothing that the policy forbids: no inline script or style, nothing from elsewhere")
    func policyIsKept() async throws {
        let visitors = try await Visitors()
        let browser = try await visitors.browser(.administrator)
        for endpoint in Endpoint.all where !endpoint.isPost && endpoint.face.isPage {
            let text = try await browser.get(visitors.path(endpoint)).text
            #expect(
                !text.contains(/<script(?![^>]*src=)/) && !text.contains(/<style/) && !text.contains(/\ style="/),
                "\(endpoint.name)")
            #expect(!text.contains(/\ on[a-z]+="/) && !text.contains("javascript:"), "\(endpoint.name)")
            #expect(!text.contains(/(?:src|href|action)="(?:https?:)?\/\//), "\(endpoint.name)")
        }
    }

    @Test("An asset is kept for good under its own path, and is not found under another version's")
    func assets() async throws {
        let browser = try await TestHouse().browser()
        for asset in Assets.all.values {
            let answer = try await browser.get(asset.path)
            #expect(answer.status == 200 && answer.headers[.contentType] == asset.file.contentType)
            #expect(try await browser.get("/assets/0123456789abcdef/\(asset.name)").status == 404)
        }
    }
}
