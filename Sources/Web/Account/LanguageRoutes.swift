import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let languageEndpoints: [Endpoint] = [
        .anyone(.post, .language, body: .form(), handle: chooseLanguage).fromAnyForm,
        // A page that was drawn again stands under this path: who asks for it anew gets the page that it was.
        .anyone(.get, .language) { exchange in .redirect(toPath: exchange.placeLeft) },
    ]

    private static let chooseLanguage: Handler = { exchange in
        let chosen = exchange.query["language"] ?? exchange.field("language")
        guard let language = Language(rawValue: chosen) else { throw Refusal.malformed }
        let place = exchange.placeLeft
        let reply = try await exchange.speaking(language, at: place) ?? .redirect(toPath: place)
        // A link's page speaks to whoever was sent the link, in the browser's language and not in the session's.
        if case .signedIn = exchange.visitor, !exchange.site.routes.isForLinks(place) { return reply }
        return reply.setting(Cookies.header(Cookies.language, language.rawValue))
    }
}

extension Exchange {
    /// Where the language was chosen.
    fileprivate var placeLeft: String {
        (query["back"] ?? form["back"]).map(site.routes.page) ?? visitor.startingPlace
    }

    /// The page anew in a language; nil where there is nothing to draw, or its session ends this moment.
    fileprivate func speaking(_ language: Language, at place: String) async throws -> Reply? {
        do {
            if case .signedIn(let signedIn) = visitor {
                try await gatehouse.chooseLanguage(language, of: signedIn, visit: visit)
            }
            return try await drawingAgain(place, in: language)
        } catch is EntitlementRefusal {
            return nil
        }
    }

    /// The page with what was typed into it, for who may see it; nil where nothing was typed that is kept.
    fileprivate func drawingAgain(_ place: String, in language: Language) async throws -> Reply? {
        guard query["back"] != nil, let (endpoint, parameter) = site.routes.refilled(at: place),
            let draw = endpoint.refill
        else { return nil }
        let exchange = refilling(form, at: place, parameter: parameter, speaking: language)
        switch (endpoint.entrance, visitor) {
        case (.browser(.anyone), _): return try await draw(exchange)
        case (.browser(.signedIn(let entitlement)), .signedIn(let signedIn)):
            switch gatehouse.refusal(entitlement, of: signedIn) {
            case nil: return try await draw(exchange)
            case .proofTooOld: return try exchange.keepingForm(signedIn)
            case .sessionEnded, .forbidden: return nil
            }
        default: return nil
        }
    }
}

extension BrowserState {
    /// Where a browser begins that does not say where it is.
    fileprivate var startingPlace: String {
        switch self {
        case .signedIn: Route.home.path
        case .signingIn: Route.signInCode.path
        case .anonymous: Route.signIn.path
        }
    }
}

extension RouteTable {
    /// Whether a page is reached by a one-time link, whoever is signed in.
    fileprivate func isForLinks(_ place: String) -> Bool {
        guard case .endpoint(let endpoint, let parameter) = match(.get, Self.path(of: place)) else { return false }
        return endpoint.entrance == .browser(.anyone) && !parameter.isEmpty
    }

    /// The endpoint that draws the form at a place with what was typed into it.
    fileprivate func refilled(at place: String) -> (Endpoint, parameter: String)? {
        for method in [HTTPRequest.Method.post, .get] {
            if case .endpoint(let endpoint, let parameter) = match(method, Self.path(of: place)), endpoint.refill != nil
            {
                return (endpoint, parameter)
            }
        }
        return nil
    }
}
