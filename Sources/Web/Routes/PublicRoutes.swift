import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let publicEndpoints: [Endpoint] = [
        .anyone(.post, Route.language.pattern, handle: chooseLanguage).fromAnyForm,
        .anyone(.get, Route.help.pattern) { exchange, state in
            exchange.render(HelpPage(frame: exchange.frame("help.title", state: state)), state)
        },
        .open(Route.logo.pattern) { exchange in
            guard let logo = exchange.site.settings.logo else { throw Refusal.notFound }
            return .file(logo.bytes, contentType: logo.contentType, isKeepable: false)
        },
        // Where password managers look for the page on which a password is changed (W3C).
        .open(Route.wellKnownChangePassword.pattern) { _ in .redirect(to: .changePassword) },
        .open(Route.live.pattern) { _ in .plain("alive\n") },
        .open(Route.ready.pattern) { exchange in
            await exchange.site.readiness.isReady()
                ? .plain("ready\n") : .plain("not ready: the log says why\n", status: .serviceUnavailable)
        },
    ]

    /// Each asset under a path that changes with its content: browsers may keep it for good.
    static let assetEndpoints: [Endpoint] = Assets.all.values.sorted { $0.name < $1.name }.map { asset in
        .open(asset.path) { _ in
            .file(asset.bytes, contentType: asset.contentType, isKeepable: true)
        }
    }

    private static let chooseLanguage: @Sendable (Exchange, BrowserState) async throws -> Reply = { exchange, state in
        guard let language = Language(rawValue: exchange.field("language")) else { throw Refusal.malformed }
        let place = exchange.form["back"].map(exchange.site.routes.page) ?? state.startingPlace
        let reply = Reply.redirect(toPath: place)
        if case .signedIn(let signedIn) = state {
            try await exchange.gatehouse.chooseLanguage(language, of: signedIn, visit: exchange.visit)
            // A link's page speaks to whoever was sent the link, in the browser's language and not in the session's.
            guard exchange.site.routes.isForLinks(place) else { return reply }
        }
        return reply.setting(Cookies.header(Cookies.language, language.rawValue))
    }
}

extension BrowserState {
    /// Where a browser begins that does not say where it is.
    fileprivate var startingPlace: String {
        switch self {
        case .signedIn: Route.home.path
        case .passwordProven: Route.signInCode.path
        case .anonymous: Route.signIn.path
        }
    }
}

extension RouteTable {
    /// Whether a page is reached by a one-time link, whoever is signed in.
    fileprivate func isForLinks(_ place: String) -> Bool {
        guard case .endpoint(let endpoint, let parameter) = match(.get, String(place.prefix { $0 != "?" })) else {
            return false
        }
        return endpoint.access == .anyone && !parameter.isEmpty
    }
}
