import Domain
import Flows
import HTTPTypes
import Hummingbird

extension Exchange {
    var visit: Visit {
        let address = ClientAddress(trustedProxies: site.settings.trustedProxies).resolve(
            peer: context.peer, forwardedFor: HTTPField.Name.forwardedFor.map { request.headers[values: $0] } ?? [])
        return Visit(
            address: address, userAgent: request.headers[.userAgent] ?? "",
            knownBrowsers: cookies.tokens(Cookies.known),
            isPresent: { [connection = Connection.current] in connection?.isPresent ?? true })
    }

    /// Who acts, for the use cases.
    var caller: Caller {
        if case .signedIn(let signedIn) = visitor { .user(signedIn, visit) } else { .stranger(visit) }
    }

    var chosenLanguage: Language? { cookies[Cookies.language].flatMap(Language.init) }

    /// The request's number in the log, to quote to an operator.
    var reference: String { context.id }

    /// The browser is known to one more user, or under a new value.
    func known(_ renewal: KnownBrowserRenewal) -> String {
        Cookies.known(cookies.tokens(Cookies.known), after: renewal)
    }

    /// What the forms of this browser carry: those of its session, or those of nobody. Nil for a browser that came without its cookie.
    func browserFormToken(_ session: SessionID?) -> [UInt8]? {
        tokens.isBrowserNew ? nil : RequestForgery.formToken(for: tokens.browser, of: session)
    }

    /// What the forms of a half-done sign-in carry.
    var signInFormToken: [UInt8]? { tokens.signIn.map { RequestForgery.formToken(for: $0) } }

    var browserCookie: String {
        Cookies.header(Cookies.browser, tokens.browser.text, maxAge: .days(365))
    }

    /// The first language of the header that we speak.
    var acceptedLanguage: Language {
        let header = request.headers[.acceptLanguage] ?? ""
        let wanted = header.prefix(200).split(separator: ",").lazy.map { entry in
            entry.trimmingPrefix(while: \.isWhitespace).prefix(2).lowercased()
        }
        return wanted.compactMap(Language.init).first ?? gatehouse.branding.language
    }
}
