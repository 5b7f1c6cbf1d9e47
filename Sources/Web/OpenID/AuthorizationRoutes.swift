import Domain
import Flows
import HTTPTypes

/// The authorization endpoint (RFC 6749 §3.1), and the page on which a request goes on.
extension Endpoint {
    static let authorizationEndpoints: [Endpoint] = [
        .elsewhere(.get, .authorize) { exchange in
            let outcome = try await exchange.gatehouse.beginAuthorization(
                RequestParameters(exchange.query), in: exchange.askedBrowser)
            return exchange.reply(to: outcome, afterForm: false)
        },
        // Another site's form brings no cookie (`SameSite=Lax`): the browser comes back with them, and nothing is decided before.
        .elsewhere(.post, .authorize, body: .form(limit: 16 * 1024)) { exchange in
            .redirect(toPath: Route.authorize.path + "?" + exchange.form.encoded(without: []))
        },
        .anyone(.get, .authorization) { exchange in
            guard let id = Token(text: exchange.parameter) else { throw Refusal.notFound }
            let outcome = try await exchange.gatehouse.continueAuthorization(id, in: exchange.askedBrowser)
            return exchange.reply(to: outcome, afterForm: true)
        },
        .anyone(.post, .authorization, body: .form(), handle: decide),
    ]

    private static let decide: Handler = { exchange in
        guard let id = Token(text: exchange.parameter) else { throw Refusal.notFound }
        let (gatehouse, browser) = (exchange.gatehouse, exchange.askedBrowser)
        switch (exchange.field("decision"), exchange.visitor) {
        case ("agree", .signedIn(let signedIn)):
            let outcome = try await gatehouse.confirmAuthorization(id, by: signedIn, in: browser)
            return exchange.reply(to: outcome, afterForm: true)
        case ("other", .signedIn(let signedIn)):
            try await gatehouse.signOut(signedIn, halfDone: exchange.tokens.signIn, visit: exchange.visit)
            return Reply.redirect(toPath: Route.signIn.path(query: ["next": Route.authorization(id).path]))
                .setting(Cookies.removal(Cookies.session))
        case ("decline", _):
            return exchange.reply(to: try await gatehouse.cancelAuthorization(id, in: browser), afterForm: true)
        default: return .redirect(toPath: Route.authorization(id).path)
        }
    }
}

extension RequestParameters {
    init(_ form: Form) {
        self.init(form.values)
    }
}
