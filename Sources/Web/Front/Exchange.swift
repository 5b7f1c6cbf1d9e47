import Domain
import Flows
import Hummingbird

/// One request, as handlers see it: who asks, what was sent, from where, and with which tokens.
final class Exchange: Sendable {
    let site: Site
    let request: Request
    let context: GatehouseContext
    /// Who asks: as the guard has recognised them, and nobody until then.
    let visitor: BrowserState
    private let target: Target
    let form: Form
    let cookies: Cookies
    let tokens: Tokens
    /// What to say on this page, before what the cookie says.
    private let says: Notice?
    /// The language of this page, where it has just been chosen.
    let spoken: Language?

    /// What was asked for.
    private struct Target {
        var path: String
        var parameter: String
        var query: Form
        var queryText: String?
    }

    /// The tokens of the cookies; those that are missing or unreadable are nil.
    struct Tokens: Sendable {
        var session: Token?
        var signIn: Token?
        /// The browser's own, made for this answer if it came without.
        var browser: Token
        var isBrowserNew: Bool
    }

    /// Before anybody is recognised, and before its body is read.
    init(_ request: Request, _ context: GatehouseContext, site: Site, parameter: String, query: Form) {
        self.site = site
        self.request = request
        self.context = context
        visitor = .anonymous
        target = Target(path: request.uri.path, parameter: parameter, query: query, queryText: request.uri.query)
        form = .empty
        says = nil
        spoken = nil
        cookies = Cookies(request.headers)
        let known = cookies.token(Cookies.browser)
        tokens = Tokens(
            session: cookies.token(Cookies.session), signIn: cookies.token(Cookies.signIn),
            browser: known ?? Token(from: site.settings.random), isBrowserNew: known == nil)
    }

    private init(
        _ exchange: Exchange, visitor: BrowserState? = nil, target: Target? = nil, form: Form? = nil,
        saying notice: Notice? = nil, speaking language: Language? = nil
    ) {
        site = exchange.site
        request = exchange.request
        context = exchange.context
        self.visitor = visitor ?? exchange.visitor
        self.target = target ?? exchange.target
        self.form = form ?? exchange.form
        cookies = exchange.cookies
        tokens = exchange.tokens
        says = notice ?? exchange.says
        spoken = language ?? exchange.spoken
    }

    /// The same, with who asks.
    func recognised(as visitor: BrowserState) -> Exchange { Exchange(self, visitor: visitor) }

    /// The same as if nobody were recognised, for pages that speak to whoever opens them.
    var unrecognised: Exchange { recognised(as: .anonymous) }

    /// The same, with what its body holds.
    func reading(_ form: Form) -> Exchange { Exchange(self, form: form) }

    /// As if this form had been sent to that place, for drawing it again.
    func refilling(
        _ form: Form, at place: String, parameter: String, saying notice: Notice? = nil,
        speaking language: Language? = nil
    ) -> Exchange {
        let path = RouteTable.path(of: place)
        let text = place == path ? nil : String(place.dropFirst(path.count + 1))
        let target = Target(
            path: path, parameter: parameter, query: text.flatMap { Form(parsing: $0.utf8) } ?? .empty, queryText: text)
        return Exchange(self, target: target, form: form, saying: notice, speaking: language)
    }

    var path: String { target.path }

    /// The `{id}` of the path.
    var parameter: String { target.parameter }

    var query: Form { target.query }

    /// The query as it was sent.
    var queryText: String? { target.queryText }

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
