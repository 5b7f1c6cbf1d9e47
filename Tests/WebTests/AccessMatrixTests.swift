import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Every route × every state")
struct AccessMatrixTests {
    /// What each route declares, written down beside the code: a new route fails the test until it stands here.
    static let table: [String: Declared] = [
        "GET /": .page(.signedIn(.session)),
        "GET /sign-in": .page(.anyone),
        "POST /sign-in": .form(.anyone),
        "GET /sign-in/code": .page(.signingIn),
        "POST /sign-in/code": .form(.signingIn),
        "POST /sign-in/cancel": .form(.signingIn),
        "POST /sign-out": .form(.signedIn(.session)),
        "GET /language": .page(.anyone),
        "POST /language": .form(.anyone),
        "GET /help": .page(.anyone),
        "GET /setup/{id}": .page(.anyone),
        "POST /setup": .form(.anyone),
        "GET /password-reset/{id}": .page(.anyone),
        "POST /password-reset": .form(.anyone),
        "GET /step-up": .page(.signedIn(.session)),
        "POST /step-up": .form(.signedIn(.session)),
        "GET /profile": .page(.signedIn(.session)),
        "POST /profile": .form(.signedIn(.recentProof)),
        "GET /profile/password": .page(.signedIn(.session)),
        "POST /profile/password": .form(.signedIn(.session)),
        "GET /profile/two-factor": .page(.signedIn(.recentProof)),
        "GET /profile/two-factor/qr-code.svg": .asset(.browser(.signedIn(.recentProof))),
        "POST /profile/two-factor": .form(.signedIn(.recentProof)),
        "POST /profile/two-factor/cancel": .form(.signedIn(.session)),
        "GET /profile/sessions": .page(.signedIn(.session)),
        "POST /profile/sessions/{id}/end": .form(.signedIn(.recentProof)),
        "POST /profile/sessions/end-others": .form(.signedIn(.recentProof)),
        "GET /session": .program(.browser(.signedIn(.session))),
        "GET /users": .page(.signedIn(.right(.manageUsers))),
        "GET /users/new": .page(.signedIn(.right(.manageUsers, recentProof: true))),
        "POST /users/new": .form(.signedIn(.right(.manageUsers, recentProof: true))),
        "GET /users/{id}": .page(.signedIn(.right(.manageUsers))),
        "POST /users/{id}": .form(.signedIn(.right(.manageUsers, recentProof: true))),
        "GET /users/{id}/clear-two-factor": .page(.signedIn(.right(.manageUsers, recentProof: true))),
        "POST /users/{id}/clear-two-factor": .form(.signedIn(.right(.manageUsers, recentProof: true))),
        "GET /users/{id}/password-reset": .page(.signedIn(.right(.manageUsers, recentProof: true))),
        "POST /users/{id}/password-reset": .form(.signedIn(.right(.manageUsers, recentProof: true))),
        "POST /users/{id}/unlock": .form(.signedIn(.right(.manageUsers, recentProof: true))),
        "GET /activity": .page(.signedIn(.right(.viewActivity))),
        "GET /.well-known/change-password": .program(.open),
        "GET /.well-known/openid-configuration": .published,
        "GET /oauth2/jwks": .published,
        "GET /logo": .asset(.open),
        "GET /livez": .program(.open),
        "GET /readyz": .program(.open),
        "GET /assets/*/ask-again.js": .asset(.open),
        "GET /assets/*/copy.js": .asset(.open),
        "GET /assets/*/mark.svg": .asset(.open),
        "GET /assets/*/show-password.js": .asset(.open),
        "GET /assets/*/style.css": .asset(.open),
        "GET /assets/*/submit-once.js": .asset(.open),
    ]

    /// Who may come, what is brought, and how it answers.
    struct Declared: Equatable {
        var entrance: Entrance
        var body = Body.none
        var face = Face.page()

        static func page(_ access: BrowserAccess) -> Declared { Declared(entrance: .browser(access)) }
        static func form(_ access: BrowserAccess) -> Declared {
            Declared(entrance: .browser(access), body: .form(limit: 65_536))
        }
        static func program(_ entrance: Entrance) -> Declared { Declared(entrance: entrance, face: .program) }
        static let published = Declared(entrance: .open, face: .published)
        static func asset(_ entrance: Entrance) -> Declared { Declared(entrance: entrance, face: .asset) }
    }

    /// What a handler answers to a bare request that reaches it, where that is not 200: with nothing filled in, behind links that
    /// nobody made.
    static let answers: [String: Int] = [
        "POST /sign-in": 401, "POST /sign-in/code": 401, "POST /sign-in/cancel": 303, "POST /sign-out": 303,
        "GET /language": 303, "POST /language": 400, "GET /setup/{id}": 410, "POST /setup": 410,
        "GET /password-reset/{id}": 410,
        "POST /password-reset": 410, "POST /step-up": 401, "POST /profile": 303, "POST /profile/password": 422,
        "POST /profile/two-factor": 303, "POST /profile/two-factor/cancel": 303, "POST /profile/sessions/{id}/end": 303,
        "POST /profile/sessions/end-others": 303, "POST /users/new": 422, "POST /users/{id}": 422,
        "POST /users/{id}/clear-two-factor": 303, "POST /users/{id}/unlock": 303,
        "GET /.well-known/change-password": 303, "GET /logo": 404,
    ]

    private enum Expected: Equatable {
        /// By its handler, with this status.
        case handled(Int)
        case sentTo(String)
        case stepUp
        case status(Int)
    }

    private static func expected(_ endpoint: Endpoint, _ visitor: Visitor) -> Expected {
        let handled = Expected.handled(answers[endpoint.name] ?? 200)
        switch endpoint.entrance {
        case .browser(.anyone) where endpoint.name == "GET /sign-in" && visitor.isSignedIn: return .sentTo("/")
        case .open, .browser(.anyone): return handled
        case .browser(.signingIn):
            return visitor == .halfway ? handled : .sentTo(visitor.isSignedIn ? "/" : "/sign-in")
        case .browser(.signedIn(let entitlement)):
            guard visitor.isSignedIn else {
                return endpoint.face.isPage
                    ? .sentTo(visitor == .halfway ? "/sign-in/code" : "/sign-in") : .status(401)
            }
            if entitlement.right != nil && !visitor.isAdministrator { return .status(403) }
            return entitlement.needsRecentProof && visitor.isStale ? .stepUp : handled
        }
    }

    @Test("No route is unknown, and each declares what is written down")
    func known() {
        #expect(Endpoint.all.count == Self.table.count)
        for endpoint in Endpoint.all {
            let declared = Declared(entrance: endpoint.entrance, body: endpoint.body, face: endpoint.face)
            #expect(Self.table[endpoint.name] == declared, "\(endpoint.name)")
        }
    }

    @Test("A form is brought to each POST and to nothing else: without one its token could not be looked at")
    func bodies() {
        for endpoint in Endpoint.all { #expect((endpoint.body != .none) == endpoint.isPost, "\(endpoint.name)") }
    }

    @Test(
        "R03 R13 ASVS 8.2.1 every route does for every visitor what its access says, and who is turned away changes nothing",
        arguments: Visitor.allCases)
    func matrix(_ visitor: Visitor) async throws {
        let visitors = try await Visitors()
        for endpoint in Endpoint.all {
            let browser = try await visitors.browser(visitor)
            let csrf = endpoint.isPost ? try await browser.formToken() : ""
            let path = try await visitors.existing(endpoint, browser)
            let before = try await visitors.state()
            let answer =
                endpoint.isPost ? try await browser.postRaw(path, [("csrf", csrf)]) : try await browser.get(path)
            checkFace(of: answer, endpoint)
            let expected = Self.expected(endpoint, visitor)
            let place = answer.location ?? ""
            switch expected {
            case .handled(let status):
                #expect(
                    answer.status == status && !place.hasPrefix("/step-up"),
                    "\(endpoint.name): \(answer.status) \(place)")
            case .sentTo(let path):
                let isThere = place == path || place.hasPrefix(path + "?next=")
                #expect(answer.status == 303 && isThere, "\(endpoint.name): \(answer.status) \(place)")
            case .stepUp where endpoint.refill != nil:
                #expect(
                    answer.status == 401 && answer.text.contains("action=\"/step-up\""),
                    "\(endpoint.name): \(answer.status) \(place)")
            case .stepUp:
                #expect(
                    answer.status == 303 && place.hasPrefix("/step-up?next="),
                    "\(endpoint.name): \(answer.status) \(place)")
            case .status(let status): #expect(answer.status == status, "\(endpoint.name)")
            }
            if case .handled = expected { continue }
            let after = try await visitors.state()
            #expect(after == before, "\(endpoint.name)")
            #expect(!answer.sets(Cookies.session), "\(endpoint.name)")
        }
    }

    /// The policy and the content type of an answer are those of its face, whoever asks and whatever the answer is.
    private func checkFace(of answer: TestAnswer, _ endpoint: Endpoint) {
        let type = answer.headers[.contentType] ?? ""
        let what = Comment("\(endpoint.name): \(answer.status) \(type)")
        #expect(answer.headers[.contentSecurityPolicy] == HeaderTests.policy(of: endpoint.face), what)
        if answer.status == 303 {
            #expect(answer.bytes.isEmpty && type.isEmpty, what)
            return
        }
        switch endpoint.face {
        case .page: #expect(type == "text/html; charset=utf-8", what)
        case .program where answer.status >= 400, .published where answer.status >= 400:
            #expect(type == "application/problem+json", what)
        case .program: #expect(["application/json; charset=utf-8", "text/plain; charset=utf-8"].contains(type), what)
        case .published: #expect(type == "application/json", what)
        case .asset where answer.status >= 400: #expect(answer.bytes.isEmpty, what)
        case .asset:
            #expect(
                type.hasPrefix("image/") || ["text/css", "text/javascript"].contains(type.prefix { $0 != ";" }), what)
        }
    }

    @Test("What is brought beyond the limit is refused by the head, and what is not declared is not read")
    func limits() async throws {
        let visitors = try await Visitors()
        for endpoint in Endpoint.all {
            let browser = try await visitors.browser(.passing(endpoint))
            let path = try await visitors.existing(endpoint, browser)
            let before = try await visitors.state()
            let form = TestBrowser.ours.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 }
            guard case .form(let limit) = endpoint.body else {
                let plain = try await browser.get(path)
                let answer = try await browser.send(
                    .get, path, body: Array("%zz".utf8), headers: form.merging(["Content-Length": "99999999"]) { $1 })
                #expect(answer.status == plain.status, "\(endpoint.name): \(answer.status)")
                continue
            }
            // A form that is said to come, and does not: its head alone decides.
            for (length, status) in [(limit, 403), (limit + 1, 413)] where status == 413 || !endpoint.takesAnyForm {
                let headers = form.merging(["Content-Length": "\(length)"]) { $1 }
                let answer = try await browser.send(.post, path, body: [], headers: headers)
                #expect(answer.status == status, "\(endpoint.name): \(length) \(answer.status)")
            }
            let long = try await browser.send(.post, path, body: Array(repeating: 97, count: limit + 1), headers: form)
            #expect(long.status == 413, "\(endpoint.name): \(long.status)")
            #expect(try await visitors.state() == before, "\(endpoint.name)")
        }
    }

    @Test("A route with a right needs it also on POST, when the form token is right")
    func rights() {
        for endpoint in Endpoint.all where endpoint.pattern.hasPrefix("/users") {
            guard case .browser(.signedIn(let entitlement)) = endpoint.entrance, entitlement.right == .manageUsers
            else {
                Issue.record("\(endpoint.name) needs no right")
                continue
            }
            if endpoint.isPost { #expect(entitlement.needsRecentProof, "\(endpoint.name)") }
        }
    }

    @Test("R14 R57 what is not in the table does not exist: no decoding, no case folding, no trailing slash")
    func unknownPaths() async throws {
        let visitors = try await Visitors()
        let browser = try await visitors.browser(.administrator)
        let id = visitors.target.text
        for path in [
            "/Users", "/users/", "//users", "/users//", "/%75sers", "/users/\(id)/", "/users/\(id)/clear-two-factor/",
            "/users/\(id)/Clear-two-factor",
            "/./users", "/users/../users", "/users/\(id)/delete", "/admin", "/assets/", "/assets/../sign-in",
            "/assets/0000000000000000/style.css",
            "/sign-in/code/", "/users;x=1", "/users%2f\(id)", "/.env",
        ] {
            #expect(try await browser.get(path).status == 404, "\(path)")
        }
        for path in ["/setup", "/password-reset"] { #expect(try await browser.get(path).status == 405, "\(path)") }
        let above = try await visitors.browser(.anonymous).get("/users/..")
        #expect(above.status == 303)
        #expect(above.location == "/sign-in?next=%2Fusers")
    }

    @Test("Other methods are refused with what is allowed")
    func otherMethods() async throws {
        let visitors = try await Visitors()
        let browser = try await visitors.browser(.administrator)
        let answer = try await browser.get("/sign-out")
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "POST")
        let before = try await visitors.state()
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"] {
            let answer = try await browser.send(
                HTTPRequest.Method(method) ?? .delete, "/users/\(visitors.target.text)", body: [])
            #expect(answer.status == 405, "\(method)")
        }
        #expect(try await visitors.state() == before)
        #expect(try await browser.send(.head, "/users", body: nil).status == 200)
        #expect(try await browser.send(.head, "/users", body: nil).text.isEmpty)
    }

    @Test("Looking at pages changes nothing")
    func getChangesNothing() async throws {
        let visitors = try await Visitors()
        for visitor in [Visitor.administrator, .user, .halfway, .anonymous] {
            let browser = try await visitors.browser(visitor)
            // The first look at this page begins an enrolment, as it must; the second changes nothing.
            try await browser.get("/profile/two-factor")
            let before = try await visitors.state()
            for endpoint in Endpoint.all where !endpoint.isPost {
                _ = try await browser.get(visitors.path(endpoint))
                _ = try await browser.send(.head, visitors.path(endpoint), body: nil)
            }
            #expect(try await visitors.state() == before, "\(visitor)")
        }
    }
}
