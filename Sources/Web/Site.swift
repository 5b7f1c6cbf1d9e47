import Domain
import Flows
import Logging

/// What the site is made of: the use cases, the pages, and how it is reached.
public final class Site: Sendable {
    let gatehouse: Gatehouse
    let renderer: PageRenderer
    let settings: SiteSettings
    let logger: Logger
    let readiness: Readiness
    let routes = RouteTable(Endpoint.all)
    let metadata: PublishedDocument
    let keySet = KeySet()

    public init(gatehouse: Gatehouse, renderer: PageRenderer, settings: SiteSettings, logger: Logger) {
        self.gatehouse = gatehouse
        self.renderer = renderer
        self.settings = settings
        self.logger = logger
        readiness = Readiness(gatehouse: gatehouse, logger: logger)
        metadata = PublishedDocument(ProviderMetadata.document(issuer: settings.publicURL, exists: routes.has))
    }
}

extension Site {
    /// Where the organisation's logo is, if there is one.
    var logoPath: String? { settings.logo == nil ? nil : Route.logo.path }
}

extension Site {
    /// The link behind which the first administrator is made.
    public static func setupURL(_ token: Token, publicURL: String) -> String {
        publicURL + Route.setupLink(token).path
    }

    /// The link behind which a user chooses a new password.
    public static func passwordResetURL(_ token: Token, publicURL: String) -> String {
        publicURL + Route.passwordResetLink(token).path
    }
}
