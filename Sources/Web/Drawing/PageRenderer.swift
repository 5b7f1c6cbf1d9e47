import Domain
import Mustache

/// Draws pages and says messages, in every language of the interface.
public struct PageRenderer: Sendable {
    private struct Edition {
        var catalogue: Catalogue
        var library: MustacheLibrary
    }

    private let editions: [Language: Edition]

    /// - Parameter overrides: an organisation's own texts, see ``Catalogue``.
    /// - Throws: ``Catalogue/Fault`` or ``TemplateLoader/Fault``: a wrong text or template stops the server at its start.
    public init(overrides: [Language: [String: String]] = [:]) throws {
        var editions: [Language: Edition] = [:]
        for language in Language.allCases {
            let catalogue = try Catalogue(language, overrides: overrides[language] ?? [:])
            editions[language] = Edition(
                catalogue: catalogue, library: try TemplateLoader(catalogue: catalogue).library())
        }
        self.editions = editions
    }

    /// The whole HTML document.
    func render<P: Page>(_ page: P, in language: Language) -> String {
        guard let html = editions[language]?.library.render(page, withTemplate: P.template.name) else {
            assertionFailure("there is no template '\(P.template.name)'")
            return ""
        }
        return html
    }

    /// Plain text with its parameters filled in; a template escapes it when it shows it.
    func text(_ message: Message, in language: Language) -> String {
        editions[language]?.catalogue.plain(message) ?? message.key
    }
}
