import Domain
import Flows
import HTTPTypes
import Hummingbird

/// Decides whether a request may reach its handler: the one place that does.
struct Guard: Sendable {
    enum Decision: Sendable {
        case passes(Pass)
        /// What was typed is kept until the factors are proven again.
        case asksProof(Pass, SignedIn)
        case turnedAway(Reply)
    }

    /// The request with who asks, and what the form must hold that comes next.
    struct Pass: Sendable {
        let exchange: Exchange
        /// Any of these is the form's; nil where no form comes.
        fileprivate let formTokens: [[UInt8]]?
        /// Whether it is the sign-in's form.
        fileprivate var isSignIn = false

        /// Where the form of a sign-in leads in which this browser was overtaken by another of its tabs, where somebody is signed in by now: on, as
        /// the page itself would, and what was typed is not looked at. Nil for everything else.
        func leadingOn(_ form: Form) -> Reply? {
            guard isSignIn, case .signedIn = exchange.visitor, !isOurs(form) else { return nil }
            return .redirect(toPath: exchange.placeAfterSignIn)
        }

        /// Refuses a form that is not one of ours (ASVS 3.5.1).
        func reading(_ form: Form) throws -> Exchange {
            guard isOurs(form) else { throw Refusal.forged }
            return exchange.reading(form)
        }

        private func isOurs(_ form: Form) -> Bool {
            formTokens.map { RequestForgery.isFormToken(form["csrf"], of: $0) } ?? true
        }
    }

    let exchange: Exchange
    private var headers: HTTPFields { exchange.request.headers }

    init(exchange: Exchange) {
        self.exchange = exchange
    }

    /// Decides by the head of the request alone.
    func decide(_ endpoint: Endpoint) async throws -> Decision {
        // Ours may be among those that were not read: nobody is taken for signed out.
        if exchange.cookies.areTooMany && endpoint.entrance.readsCookies { throw Refusal.tooManyCookies }
        return switch endpoint.entrance {
        case .open, .client, .bearer: .passes(Pass(exchange: exchange, formTokens: nil))
        case .elsewhere: try await elsewhere()
        case .browser(.anyone): try await anyone(endpoint)
        case .browser(.signingIn): try await secondStep(endpoint)
        case .browser(.signedIn(let entitlement)): try await signedIn(endpoint, entitlement)
        }
    }

    /// No form of ours comes here, so none is asked for its token.
    private func elsewhere() async throws -> Decision {
        let tokens = exchange.tokens
        let state = try await exchange.gatehouse.recognise(session: tokens.session, signIn: tokens.signIn)
        return .passes(Pass(exchange: exchange.recognised(as: state), formTokens: nil))
    }

    private func anyone(_ endpoint: Endpoint) async throws -> Decision {
        let tokens = exchange.tokens
        try refuseOtherOrigins(endpoint)
        let state = try await exchange.recognise(session: tokens.session, signIn: tokens.signIn)
        var pass = pass(endpoint, state, [exchange.signInFormToken, exchange.browserFormToken(state.session)])
        pass.isSignIn = endpoint.pattern == Route.signIn.pattern
        return .passes(pass)
    }

    /// Looks at the sign-in's token first: another user may be signed in, in another tab of this browser.
    private func secondStep(_ endpoint: Endpoint) async throws -> Decision {
        let tokens = exchange.tokens
        let state = try await exchange.recognise(session: nil, signIn: tokens.signIn)
        guard case .signingIn = state else { return .turnedAway(try await withoutSignIn()) }
        try refuseOtherOrigins(endpoint)
        return .passes(pass(endpoint, state, [exchange.signInFormToken]))
    }

    private func withoutSignIn() async throws -> Reply {
        let state = try await exchange.recognise(session: exchange.tokens.session, signIn: nil)
        if case .signedIn = state { return .redirect(toPath: exchange.placeAfterSignIn) }
        return exchange.redirect(toPath: exchange.signInPath, notice: .signInExpired)
            .setting(Cookies.removal(Cookies.signIn))
    }

    private func signedIn(_ endpoint: Endpoint, _ entitlement: Entitlement) async throws -> Decision {
        let tokens = exchange.tokens
        let state = try await exchange.recognise(session: tokens.session, signIn: tokens.signIn)
        guard case .signedIn(let signedIn) = state else {
            return .turnedAway(try withoutSession(endpoint, state))
        }
        try refuseOtherOrigins(endpoint)
        let pass = pass(endpoint, state, [exchange.browserFormToken(signedIn.session.id)])
        switch exchange.gatehouse.refusal(entitlement, of: signedIn) {
        case nil: return .passes(pass)
        case .sessionEnded: return .turnedAway(try withoutSession(endpoint, .anonymous))
        case .proofTooOld: return endpoint.refill == nil ? .turnedAway(stepUp()) : .asksProof(pass, signedIn)
        case .forbidden:
            try await recordRefusedAccess(of: signedIn, to: endpoint)
            throw Refusal.forbidden
        }
    }

    /// Another site's link must not write into the activity log in somebody's name.
    private func recordRefusedAccess(of signedIn: SignedIn, to endpoint: Endpoint) async throws {
        guard !RequestForgery.isFromElsewhere(headers) else { return }
        try await exchange.gatehouse.recordRefusedAccess(of: signedIn, to: endpoint.pattern, visit: exchange.visit)
    }

    private func withoutSession(_ endpoint: Endpoint, _ state: BrowserState) throws -> Reply {
        guard endpoint.face.isPage else { throw Refusal.notSignedIn }
        let next = exchange.placeAsked == Route.home.path ? "" : exchange.placeAsked
        if case .signingIn = state { return .redirect(toPath: Route.signInCode.path(query: ["next": next])) }
        let path = Route.signIn.path(query: ["next": next])
        guard exchange.tokens.session != nil else { return .redirect(toPath: path) }
        return exchange.redirect(toPath: path, notice: .sessionEndedForMe).setting(Cookies.removal(Cookies.session))
    }

    private func stepUp() -> Reply {
        .redirect(toPath: Route.stepUp.path(query: ["next": exchange.place]))
    }

    private func refuseOtherOrigins(_ endpoint: Endpoint) throws {
        guard
            endpoint.method == .get
                || RequestForgery.isSameOrigin(headers, origin: exchange.site.settings.publicURL)
        else { throw Refusal.forged }
    }

    private func pass(_ endpoint: Endpoint, _ state: BrowserState, _ formTokens: [[UInt8]?]) -> Pass {
        let needsToken = endpoint.method != .get && !endpoint.takesAnyForm
        return Pass(
            exchange: exchange.recognised(as: state), formTokens: needsToken ? formTokens.compactMap(\.self) : nil)
    }
}

extension BrowserState {
    /// Who is signed in.
    var user: UserID? {
        if case .signedIn(let signedIn) = self { signedIn.user.id } else { nil }
    }

    /// The session that the request has shown.
    var session: SessionID? {
        if case .signedIn(let signedIn) = self { signedIn.session.id } else { nil }
    }
}
