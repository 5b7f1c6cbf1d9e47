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

    /// Who asks, and what the form must hold that comes next.
    struct Pass: Sendable {
        let state: BrowserState
        /// Any of these is the form's; nil where no form comes.
        fileprivate let formTokens: [[UInt8]]?

        /// Refuses a form that is not one of ours (ASVS 3.5.1).
        func check(_ form: Form) throws {
            guard let formTokens else { return }
            guard RequestForgery.isFormToken(form["csrf"], of: formTokens) else { throw Refusal.forged }
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
        if exchange.cookies.areTooMany && endpoint.access != .open { throw Refusal.tooManyCookies }
        return switch endpoint.access {
        case .open: .passes(Pass(state: .anonymous, formTokens: nil))
        case .anyone: try await anyone(endpoint)
        case .passwordProven: try await secondStep(endpoint)
        case .signedIn(let entitlement): try await signedIn(endpoint, entitlement)
        }
    }

    private func anyone(_ endpoint: Endpoint) async throws -> Decision {
        let tokens = exchange.tokens
        try refuseOtherOrigins(endpoint)
        let state = try await exchange.gatehouse.recognise(session: tokens.session, signIn: tokens.signIn)
        return .passes(
            pass(endpoint, state, [exchange.signInFormToken, exchange.browserFormToken(state.session)]))
    }

    /// Looks at the sign-in's token first: another user may be signed in, in another tab of this browser.
    private func secondStep(_ endpoint: Endpoint) async throws -> Decision {
        let tokens = exchange.tokens
        let state = try await exchange.gatehouse.recognise(session: nil, signIn: tokens.signIn)
        guard case .passwordProven = state else { return .turnedAway(try await withoutSignIn()) }
        try refuseOtherOrigins(endpoint)
        return .passes(pass(endpoint, state, [exchange.signInFormToken]))
    }

    private func withoutSignIn() async throws -> Reply {
        let state = try await exchange.gatehouse.recognise(session: exchange.tokens.session, signIn: nil)
        if case .signedIn = state { return .redirect(toPath: exchange.placeAfterSignIn) }
        return exchange.redirect(toPath: exchange.signInPath, notice: .signInExpired)
            .setting(Cookies.removal(Cookies.signIn))
    }

    private func signedIn(_ endpoint: Endpoint, _ entitlement: Entitlement) async throws -> Decision {
        let tokens = exchange.tokens
        let state = try await exchange.gatehouse.recognise(session: tokens.session, signIn: tokens.signIn)
        guard case .signedIn(let signedIn) = state else {
            return .turnedAway(withoutSession(endpoint, state))
        }
        try refuseOtherOrigins(endpoint)
        let pass = pass(endpoint, state, [exchange.browserFormToken(signedIn.session.id)])
        switch exchange.gatehouse.refusal(entitlement, of: signedIn) {
        case nil: return .passes(pass)
        case .sessionEnded: return .turnedAway(withoutSession(endpoint, .anonymous))
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

    private func withoutSession(_ endpoint: Endpoint, _ state: BrowserState) -> Reply {
        if endpoint.isForPrograms { return notSignedIn }
        let next = exchange.placeAsked == Route.home.path ? "" : exchange.placeAsked
        if case .passwordProven = state { return .redirect(toPath: Route.signInCode.path(query: ["next": next])) }
        let path = Route.signIn.path(query: ["next": next])
        guard exchange.tokens.session != nil else { return .redirect(toPath: path) }
        return exchange.redirect(toPath: path, notice: .sessionEndedForMe).setting(Cookies.removal(Cookies.session))
    }

    private var notSignedIn: Reply {
        var answer = JSONObject()
        answer.add("error", "not signed in")
        return .json(answer, status: .unauthorized)
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
        return Pass(state: state, formTokens: needsToken ? formTokens.compactMap(\.self) : nil)
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
