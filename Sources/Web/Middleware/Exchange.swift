import Domain
import Flows
import Hummingbird

/// One request, as handlers see it: what was sent, from where, and with which tokens.
final class Exchange: Sendable {
    let site: Site
    let request: Request
    let context: GatehouseContext
    /// The `{id}` of the path.
    let parameter: String
    let query: Form
    let form: Form
    let cookies: Cookies
    let tokens: Tokens

    /// The tokens of the cookies; those that are missing or unreadable are nil.
    struct Tokens: Sendable {
        var session: Token?
        var signIn: Token?
        /// The browser's own, made for this answer if it came without.
        var browser: Token
        var isBrowserNew: Bool
    }

    /// Before its body is read.
    init(_ request: Request, _ context: GatehouseContext, site: Site, parameter: String, query: Form) {
        self.site = site
        self.request = request
        self.context = context
        self.parameter = parameter
        self.query = query
        form = .empty
        cookies = Cookies(request.headers)
        let known = cookies.token(Cookies.browser)
        tokens = Tokens(
            session: cookies.token(Cookies.session), signIn: cookies.token(Cookies.signIn),
            browser: known ?? Token(from: site.settings.random), isBrowserNew: known == nil)
    }

    private init(_ exchange: Exchange, form: Form) {
        site = exchange.site
        request = exchange.request
        context = exchange.context
        parameter = exchange.parameter
        query = exchange.query
        self.form = form
        cookies = exchange.cookies
        tokens = exchange.tokens
    }

    /// The same, with what its body holds.
    func reading(_ form: Form) -> Exchange {
        Exchange(self, form: form)
    }

    var gatehouse: Gatehouse { site.gatehouse }

    func identifier<Subject>() -> Identifier<Subject>? { Identifier(parameter) }

    /// The one-time token of a link that a person copied.
    var pastedToken: Token? { PercentCoding.decode(parameter.utf8).flatMap { Token(pasted: $0) } }

    /// A text field, empty when it was not sent.
    func field(_ name: String) -> String { form[name] ?? "" }

    func password(_ name: String) -> Password { Password(typed: form[name] ?? "") }
}
