import Domain
import Flows
import HTTPTypes

/// One method of one route: who may come, what is brought, how it answers, and what it does. A route cannot be declared without.
struct Endpoint: Sendable {
    typealias Handler = @Sendable (Exchange) async throws -> Reply
    typealias SignedInHandler = @Sendable (Exchange, SignedIn) async throws -> Reply

    let method: HTTPRequest.Method
    let pattern: String
    let entrance: Entrance
    let body: Body
    let face: Face
    let handle: Handler
    /// Whether the browser's word that a page of ours sent the form is enough: whatever it is, nobody is worse off for it.
    private(set) var takesAnyForm = false
    /// Draws its form again with what was typed into it, and does nothing.
    private(set) var refill: Handler?

    private init(
        _ method: HTTPRequest.Method, _ pattern: String, _ entrance: Entrance, _ body: Body, _ face: Face,
        handle: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.entrance = entrance
        self.body = body
        self.face = face
        self.handle = handle
    }

    static func open(_ route: Route<Never>, face: Face, handle: @escaping Handler) -> Endpoint {
        Endpoint(.get, route.pattern, .open, .none, face, handle: handle)
    }

    static func anyone<Parameter>(
        _ method: HTTPRequest.Method, _ route: Route<Parameter>, body: Body = .none, handle: @escaping Handler
    ) -> Endpoint {
        Endpoint(method, route.pattern, .browser(.anyone), body, .page(), handle: handle)
    }

    static func secondStep(
        _ method: HTTPRequest.Method, _ route: Route<Never>, body: Body = .none,
        handle: @escaping @Sendable (Exchange, SignIn) async throws -> Reply
    ) -> Endpoint {
        Endpoint(method, route.pattern, .browser(.signingIn), body, .page()) { exchange in
            guard case .signingIn(let signIn) = exchange.visitor else { throw WrongVisitor() }
            return try await handle(exchange, signIn)
        }
    }

    static func signedIn<Parameter>(
        _ method: HTTPRequest.Method, _ route: Route<Parameter>, body: Body = .none, face: Face = .page(),
        right: Right? = nil, recentProof: Bool = false, handle: @escaping SignedInHandler
    ) -> Endpoint {
        let entitlement = Entitlement(right, recentProof: recentProof)
        return Endpoint(
            method, route.pattern, .browser(.signedIn(entitlement)), body, face, handle: signedIn(handle))
    }

    /// What a person wants to get out of is never refused for an old form.
    var fromAnyForm: Endpoint {
        var endpoint = self
        endpoint.takesAnyForm = true
        return endpoint
    }

    /// What was typed is kept where the language is chosen; and where a proof is too old, to be offered again after it.
    func refilled(by draw: @escaping SignedInHandler) -> Endpoint {
        refilledForAnyone(by: Self.signedIn(draw))
    }

    /// The same for forms that can be typed into without being signed in.
    func refilledForAnyone(by draw: @escaping Handler) -> Endpoint {
        var endpoint = self
        endpoint.refill = draw
        return endpoint
    }

    private static func signedIn(_ handle: @escaping SignedInHandler) -> Handler {
        { exchange in
            guard case .signedIn(let signedIn) = exchange.visitor else { throw WrongVisitor() }
            return try await handle(exchange, signedIn)
        }
    }

    /// The guard let somebody through that it should not have: a fault of ours, answered by a refusal.
    private struct WrongVisitor: Error {}
}
