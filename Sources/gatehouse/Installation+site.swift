import Domain
import Foundation
import Logging
import Web

extension Installation {
    /// The site, with an organisation's own texts, name and logo.
    func site(publicURL: String, logger: Logger) throws -> Site {
        Site(
            gatehouse: gatehouse, renderer: try renderer(),
            settings: SiteSettings(
                publicURL: publicURL, trustedProxies: configuration.server.trustedProxies, logo: try logo()),
            logger: logger)
    }

    private func renderer() throws -> PageRenderer {
        var overrides: [Language: [String: String]] = [:]
        for language in Language.allCases {
            var texts = try configuration.messages(language)
            if let name = configuration.branding.productName { texts["productname.label"] = name }
            overrides[language] = texts
        }
        do {
            return try PageRenderer(overrides: overrides)
        } catch let fault as Catalogue.Fault {
            throw Failure(
                "The texts of branding.messagesFolder, \(configuration.branding.messagesFolder ?? ""), cannot be used: \(fault)"
            )
        }
    }

    private func logo() throws -> SiteSettings.Logo? {
        guard let path = configuration.branding.logoFile else { return nil }
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1_000_000,
            let logo = SiteSettings.Logo(bytes: Array(data))
        else {
            throw Failure(
                "\(path), the file of branding.logoFile, cannot be read by \(Account.current), is over 1 MB, or is no PNG, JPEG, WebP or SVG picture."
            )
        }
        return logo
    }
}
