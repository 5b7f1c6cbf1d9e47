import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Every route × every state")
struct AccessMatrixTests {
    /// What each route needs, written down beside the code: a new route fails the test until it stands here.
    static let table: [String: Access] = [
        "GET /": .signedIn(.session),
        "GET /sign-in": .anyone, "POST /sign-in": .anyone,
        "GET /sign-in/code": .passwordProven, "POST /sign-in/code": .passwordProven,
        "POST /sign-in/cancel": .passwordProven,
        "POST /sign-out": .signedIn(.session),
        "GET /language": .anyone, "POST /language": .anyone, "GET /help": .anyone,
        "GET /setup/{id}": .anyone, "POST /setup": .anyone,
        "GET /reset-password/{id}": .anyone, "POST /reset-password": .anyone,
        "GET /step-up": .signedIn(.session), "POST /step-up": .signedIn(.session),
        "GET /profile": .signedIn(.session), "POST /profile": .signedIn(.recentProof),
        "GET /profile/password": .signedIn(.session),
        "POST /profile/password": .signedIn(.session),
        "GET /profile/two-factor": .signedIn(.recentProof),
        "GET /profile/two-factor/qr-code.svg": .signedIn(.recentProof),
        "POST /profile/two-factor": .signedIn(.recentProof),
        "POST /profile/two-factor/cancel": .signedIn(.session),
        "GET /profile/sessions": .signedIn(.session),
        "POST /profile/sessions/{id}/end": .signedIn(.recentProof),
        "POST /profile/sessions/end-others": .signedIn(.recentProof),
        "GET /session": .signedIn(.session),
        "GET /users": .signedIn(.right(.manageUsers)),
        "GET /users/new": .signedIn(.right(.manageUsers, recentProof: true)),
        "POST /users/new": .signedIn(.right(.manageUsers, recentProof: true)),
        "GET /users/{id}": .signedIn(.right(.manageUsers)),
        "POST /users/{id}": .signedIn(.right(.manageUsers, recentProof: true)),
        "GET /users/{id}/clear-two-factor": .signedIn(.right(.manageUsers, recentProof: true)),
        "POST /users/{id}/clear-two-factor": .signedIn(.right(.manageUsers, recentProof: true)),
        "GET /users/{id}/reset-password": .signedIn(.right(.manageUsers, recentProof: true)),
        "POST /users/{id}/reset-password": .signedIn(.right(.manageUsers, recentProof: true)),
        "POST /users/{id}/unlock": .signedIn(.right(.manageUsers, recentProof: true)),
        "GET /activity": .signedIn(.right(.viewActivity)),
        "GET /.well-known/change-password": .open, "GET /logo": .open, "GET /livez": .open, "GET /readyz": .open,
        "GET /assets/*/ask-again.js": .open, "GET /assets/*/copy.js": .open, "GET /assets/*/mark.svg": .open,
        "GET /assets/*/show-password.js": .open, "GET /assets/*/style.css": .open,
        "GET /assets/*/submit-once.js": .open,
    ]

    /// What a handler answers to a bare request that reaches it, where that is not 200: with nothing filled in, behind links that
    /// nobody made.
    static let answers: [String: Int] = [
        "POST /sign-in": 401, "POST /sign-in/code": 401, "POST /sign-in/cancel": 303, "POST /sign-out": 303,
        "GET /language": 303, "POST /language": 400, "GET /setup/{id}": 410, "POST /setup": 410,
        "GET /reset-password/{id}": 410,
        "POST /reset-password": 410, "POST /step-up": 401, "POST /profile": 303, "POST /profile/password": 422,
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
        switch endpoint.access {
        case .anyone where endpoint.name == "GET /sign-in" && visitor.isSignedIn: return .sentTo("/")
        case .open, .anyone: return handled
        case .passwordProven:
            return visitor == .halfway ? handled : .sentTo(visitor.isSignedIn ? "/" : "/sign-in")
        case .signedIn(let entitlement):
            guard visitor.isSignedIn else {
                return endpoint.isForPrograms
                    ? .status(401) : .sentTo(visitor == .halfway ? "/sign-in/code" : "/sign-in")
            }
            if entitlement.right != nil && !visitor.isAdministrator { return .status(403) }
            return entitlement.needsRecentProof && visitor.isStale ? .stepUp : handled
        }
    }

    @Test("No route is unknown, and each needs what is written down")
    func known() {
        #expect(Endpoint.all.count == Self.table.count)
        for endpoint in Endpoint.all { #expect(Self.table[endpoint.name] == endpoint.access, "\(endpoint.name)") }
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

    @Test("A route with a right needs it also on POST, when the form token is right")
    func rights() {
        for endpoint in Endpoint.all where endpoint.pattern.hasPrefix("/users") {
            guard case .signedIn(let entitlement) = endpoint.access, entitlement.right == .manageUsers else {
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
        for path in ["/setup", "/reset-password"] { #expect(try await browser.get(path).status == 405, "\(path)") }
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
