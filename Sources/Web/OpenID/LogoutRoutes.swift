import Domain
import Flows
import HTTPTypes

/// Where applications send a browser to be signed out (OpenID Connect RP-Initiated Logout 1.0 §2).
extension Endpoint {
    static let logoutEndpoints: [Endpoint] = [
        .elsewhere(.get, .logout) { exchange in
            let parameters = RequestParameters(exchange.query)
            guard parameters.problem == nil else { throw Refusal.malformed }
            return try await exchange.signingOut(LogoutRequest(parameters), isAgreed: false)
        },
        // As at the authorization endpoint: another site's form brings no cookie.
        .elsewhere(.post, .logout, body: .form(limit: 16 * 1024)) { exchange in
            .redirect(toPath: Route.logout.path + "?" + exchange.form.encoded(without: []))
        },
        .anyone(.post, .agreeToLogout, body: .form()) { exchange in
            try await exchange.signingOut(LogoutRequest(RequestParameters(exchange.form)), isAgreed: true)
        },
    ]
}

extension LogoutRequest {
    fileprivate init(_ parameters: RequestParameters) {
        self.init(
            idTokenHint: parameters["id_token_hint"], clientID: parameters["client_id"],
            redirect: parameters["post_logout_redirect_uri"], state: parameters["state"])
    }

    fileprivate var fields: [PostedField] {
        [
            ("id_token_hint", idTokenHint), ("client_id", clientID), ("post_logout_redirect_uri", redirect),
            ("state", state),
        ].compactMap { name, value in value.map { PostedField(name: name, value: $0) } }
    }
}

extension Exchange {
    fileprivate func signingOut(_ request: LogoutRequest, isAgreed: Bool) async throws -> Reply {
        switch try await gatehouse.logOut(by: request, in: askedBrowser, isAgreed: isAgreed) {
        case .asks(let signedIn, let application):
            let exchange = recognised(as: .signedIn(signedIn))
            let page = LogoutPage(
                frame: exchange.frame("logout.title", place: Route.home.path),
                application: application?.details.name, user: signedIn.user.nameInFull, fields: request.fields)
            return exchange.render(page)
        case .signedOut(let back):
            let reply =
                back.map { signedOut(goingTo: $0, request.state, isAgreed) }
                ?? redirect(to: .signIn, notice: .signedOut)
            return reply.setting(Cookies.removal(Cookies.session)).setting(Cookies.removal(Cookies.signIn))
                .setting(Cookies.removal(Cookies.language)).with(.clearSiteData, "\"storage\"")
        }
    }

    private func signedOut(goingTo back: String, _ state: String?, _ isAgreed: Bool) -> Reply {
        let query = state.map { "state=\(PercentCoding.encode($0))" }
        let address = query.map { back + (back.contains("?") ? "&" : "?") + $0 } ?? back
        guard isAgreed else { return .redirect(toApplication: address) }
        let page = LeavingPage(frame: unrecognised.frame("logout.done.title"), address: address)
        return unrecognised.render(page).with(.refresh, "0; url=\(address)")
    }
}
