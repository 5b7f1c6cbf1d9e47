import Domain
import HTTPTypes
import TestSupport

@testable import Web

/// Who can come to a route: every state a browser can be in.
enum Visitor: String, CaseIterable, Sendable {
    case anonymous, halfway, user, administrator, staleUser, staleAdministrator

    var isSignedIn: Bool { self != .anonymous && self != .halfway }
    var isAdministrator: Bool { self == .administrator || self == .staleAdministrator }
    var isStale: Bool { self == .staleUser || self == .staleAdministrator }

    /// Somebody who may come to an endpoint.
    static func passing(_ endpoint: Endpoint) -> Visitor {
        switch endpoint.entrance {
        case .open, .browser(.anyone): .anonymous
        case .browser(.signingIn): .halfway
        case .browser(.signedIn): .administrator
        }
    }
}

/// A house in which every visitor can be had at any moment.
struct Visitors: Sendable {
    let house: TestHouse
    /// Somebody whom administrators look at; they have two factors.
    let target: UserID

    init() async throws {
        house = try await TestHouse()
        try await house.addSigningKeys()
        target = try await house.addUser("target")
        _ = try await house.enrol(target)
        _ = try await house.enrol(try await house.addUser("halfway"))
        try await house.addUser("user")
        try await house.addUser("administrator", isAdministrator: true)
        try await house.addUser("second", isAdministrator: true)
    }

    /// A new browser in the visitor's state.
    func browser(_ visitor: Visitor) async throws -> TestBrowser {
        let browser = house.browser()
        switch visitor {
        case .anonymous: try await browser.get("/sign-in")
        case .halfway: try await browser.signIn("halfway")
        case .user, .staleUser: try await browser.signIn("user")
        case .administrator, .staleAdministrator: try await browser.signIn("administrator")
        }
        if visitor.isStale { house.clock.advance(by: SessionLimits.standard.recentProof + .seconds(1)) }
        return browser
    }

    /// The path of an endpoint, with a parameter that exists where one can.
    func path(_ endpoint: Endpoint) -> String {
        let parameter: String
        switch endpoint.pattern {
        case let pattern where pattern.hasPrefix("/users/"): parameter = target.text
        case let pattern where pattern.hasPrefix("/profile/sessions/"):
            parameter = SessionID(at: house.clock.now, from: .system).text
        default: parameter = Token(from: .system).text
        }
        return endpoint.pattern.replacing("{id}", with: parameter)
    }

    /// The same with what it is about made before: a picture of a key that waits, another session of one's own to end.
    func existing(_ endpoint: Endpoint, _ browser: TestBrowser) async throws -> String {
        switch endpoint.pattern {
        case "/profile/two-factor/qr-code.svg": try await browser.get("/profile/two-factor")
        case "/profile/sessions/{id}/end":
            if let path = try await browser.get("/profile/sessions").endPaths.first { return path }
        default: break
        }
        return path(endpoint)
    }

    /// Everything but what looking at pages may change: the log, and when a session was last used.
    func state() async throws -> [String: [String]] {
        try await house.snapshot(without: ["activity", "activity_tally", "session.last_used_at"])
    }
}

extension Span {
    static func - (left: Span, right: Span) -> Span { Span(milliseconds: left.milliseconds - right.milliseconds) }
}

extension Endpoint {
    /// `POST /users/{id}`; an asset's path without the hash of its content.
    var name: String {
        "\(method.rawValue) " + pattern.replacing(/\/assets\/[0-9a-f]{16}\//) { _ in "/assets/*/" }
    }

    var isPost: Bool { method == .post }
}
