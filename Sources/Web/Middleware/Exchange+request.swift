import Domain
import Flows
import HTTPTypes
import Hummingbird

extension Exchange {
    init(
        _ request: Request, _ context: GatehouseContext, site: Site, parameter: String, query: Form, form: Form
    ) {
        let cookies = Cookies.parse(request.headers[.cookie])
        let known = cookies[Cookies.browser].flatMap { Token(text: $0) }
        let browser = known ?? Token(from: site.settings.random)
        self.init(
            site: site, method: request.method, path: request.uri.path, parameter: parameter, query: query, form: form,
            visit: Visit(
                address: ClientAddress(trustedProxies: site.settings.trustedProxies).resolve(
                    peer: context.peer,
                    forwardedFor: HTTPField.Name.forwardedFor.map { request.headers[values: $0] } ?? []),
                userAgent: request.headers[.userAgent] ?? "", browser: browser),
            tokens: Tokens(
                session: cookies[Cookies.session].flatMap { Token(text: $0) },
                signIn: cookies[Cookies.signIn].flatMap { Token(text: $0) },
                browser: browser, isBrowserNew: known == nil),
            chosenLanguage: cookies[Cookies.language].flatMap(Language.init),
            acceptLanguage: request.headers[.acceptLanguage],
            notice: cookies[Cookies.notice], reference: context.id)
    }

    var browserCookie: String {
        Cookies.header(Cookies.browser, tokens.browser.text, maxAge: .days(365))
    }

    /// The first language of the header that we speak.
    var acceptedLanguage: Language {
        let wanted = (acceptLanguage ?? "").prefix(200).split(separator: ",").lazy.map { entry in
            entry.trimmingPrefix(while: \.isWhitespace).prefix(2).lowercased()
        }
        return wanted.compactMap(Language.init).first ?? gatehouse.policy.defaultLanguage
    }
}
