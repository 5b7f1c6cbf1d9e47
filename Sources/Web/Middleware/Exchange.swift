import Domain
import Flows
import Hummingbird

/// One request, as handlers see it: what was sent, from where, and with which tokens.
final class Exchange: Sendable {
    let site: Site
    let request: Request
    let context: GatehouseContext
    let path: String
    /// The `{id}` of the path.
    let parameter: String
    let query: Form
    let form: Form
    let cookies: Cookies
    let tokens: Tokens
    /// What to say on this page, before what the cookie says.
    private let says: Notice?

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
        path = request.uri.path
        self.parameter = parameter
        self.query = query
        form = .empty
        says = nil
        cookies = Cookies(request.headers)
        let known = cookies.token(Cookies.browser)
        tokens = Tokens(
            session: cookies.token(Cookies.session), signIn: cookies.token(Cookies.signIn),
            browser: known ?? Token(from: site.settings.random), isBrowserNew: known == nil)
    }

    private init(_ exchange: Exchange, path: String, parameter: String, form: Form, saying notice: Notice?) {
        site = exchange.site
        request = exchange.request
        context = exchange.context
        self.path = path
        self.parameter = parameter
        query = path == exchange.path ? exchange.query : .empty
        self.form = form
        cookies = exchange.cookies
        tokens = exchange.tokens
        says = notice
    }

    /// The same, with what its body holds.
    func reading(_ form: Form) -> Exchange {
        Exchange(self, path: path, parameter: parameter, form: form, saying: nil)
    }

    /// As if this form had been sent to that path, for drawing it again.
    func refilling(_ form: Form, at path: String, parameter: String) -> Exchange {
        Exchange(self, path: path, parameter: parameter, form: form, saying: .formKept)
    }

    /// What to say once on this page.
    var notice: String? { says?.rawValue ?? cookies[Cookies.notice] }

    var gatehouse: Gatehouse { site.gatehouse }

    func identifier<Subject>() -> Identifier<Subject>? { Identifier(parameter) }

    /// The one-time token of a link that a person copied.
    var pastedToken: Token? { PercentCoding.decode(parameter.utf8).flatMap { Token(pasted: $0) } }

    /// A text field, empty when it was not sent.
    func field(_ name: String) -> String { form[name] ?? "" }

    func password(_ name: String) -> Password { Password(typed: form[name] ?? "") }
}
