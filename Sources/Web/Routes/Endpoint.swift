import Domain
import Flows
import HTTPTypes

/// What a browser must have proven for a route.
enum Access: Hashable, Sendable {
    /// Nothing, and nobody is looked up: pictures, styles, health.
    case open
    /// Nothing, but the page differs by who looks.
    case anyone
    /// The first step is done, the second is not.
    case passwordProven
    /// Signed in, and entitled.
    case signedIn(Entitlement)
}

/// One method of one route: what it needs, and what it does. A route cannot be declared without its access.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    let pattern: String
    let access: Access
    /// Answers programs: what is missing is told by a status, not by a page.
    let isForPrograms: Bool
    let handle: @Sendable (Exchange, BrowserState) async throws -> Reply
    /// Whether the browser's word that a page of ours sent the form is enough: whatever it is, nobody is worse off for it.
    private(set) var takesAnyForm = false
    /// Draws its form again with what was typed into it, and does nothing.
    private(set) var refill: (@Sendable (Exchange, BrowserState) async throws -> Reply)?

    private init(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, isForPrograms: Bool = false,
        handle: @escaping @Sendable (Exchange, BrowserState) async throws -> Reply
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.isForPrograms = isForPrograms
        self.handle = handle
    }

    static func open(_ pattern: String, handle: @escaping @Sendable (Exchange) async throws -> Reply) -> Endpoint {
        Endpoint(.get, pattern, .open, isForPrograms: true) { exchange, _ in try await handle(exchange) }
    }

    static func anyone(
        _ method: HTTPRequest.Method, _ pattern: String,
        handle: @escaping @Sendable (Exchange, BrowserState) async throws -> Reply
    ) -> Endpoint {
        Endpoint(method, pattern, .anyone, handle: handle)
    }

    static func secondStep(
        _ method: HTTPRequest.Method, _ pattern: String,
        handle: @escaping @Sendable (Exchange, SignIn) async throws -> Reply
    ) -> Endpoint {
        Endpoint(method, pattern, .passwordProven) { exchange, state in
            guard case .passwordProven(let signIn) = state else { throw WrongState() }
            return try await handle(exchange, signIn)
        }
    }

    static func signedIn(
        _ method: HTTPRequest.Method, _ pattern: String, right: Right? = nil, recentProof: Bool = false,
        isForPrograms: Bool = false, handle: @escaping @Sendable (Exchange, SignedIn) async throws -> Reply
    ) -> Endpoint {
        Endpoint(method, pattern, .signedIn(Entitlement(right, recentProof: recentProof)), isForPrograms: isForPrograms)
        {
            exchange, state in
            guard case .signedIn(let signedIn) = state else { throw WrongState() }
            return try await handle(exchange, signedIn)
        }
    }

    /// What a person wants to get out of is never refused for an old form.
    var fromAnyForm: Endpoint {
        var endpoint = self
        endpoint.takesAnyForm = true
        return endpoint
    }

    /// What was typed is kept where the language is chosen; and where a proof is too old, to be offered again after it.
    func refilled(by draw: @escaping @Sendable (Exchange, SignedIn) async throws -> Reply) -> Endpoint {
        refilledForAnyone { exchange, state in
            guard case .signedIn(let signedIn) = state else { throw WrongState() }
            return try await draw(exchange, signedIn)
        }
    }

    /// The same for forms that can be typed into without being signed in.
    func refilledForAnyone(
        by draw: @escaping @Sendable (Exchange, BrowserState) async throws -> Reply
    ) -> Endpoint {
        var endpoint = self
        endpoint.refill = draw
        return endpoint
    }

    /// The guard let somebody through that it should not have: a fault of ours, answered by a refusal.
    private struct WrongState: Error {}
}
