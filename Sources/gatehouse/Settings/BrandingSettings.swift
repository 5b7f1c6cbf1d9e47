import Domain

/// What the house is called and how it speaks.
struct BrandingSettings: Sendable {
    var productName: String?
    var organisationName: String?
    var logoFile: String?
    var language = Language.english
    var messagesFolder: String?

    static let section = SettingSection(
        name: "branding", title: "Names and texts",
        settings: [
            .text(
                "branding.productName", "What the product is called, everywhere, also in authenticator apps.",
                standard: "Gatehouse", \.branding.productName),
            .text(
                "branding.organisationName", "Whose installation it is.", standard: "none",
                \.branding.organisationName),
            .text(
                "branding.logoFile", "A PNG, JPEG, WebP or SVG picture, shown in place of the product's mark.",
                standard: "none", \.branding.logoFile),
            Setting(
                name: "branding.language", help: "The language of those who have chosen none: `en` or `hu`.",
                standard: "\(BrandingSettings().language.rawValue)"
            ) { text, configuration in
                guard let language = Language(rawValue: text) else { return false }
                configuration.branding.language = language
                return true
            },
            .text(
                "branding.messagesFolder",
                "A folder with `en.properties` and `hu.properties`: an organisation's own texts, by their keys.",
                standard: "none", \.branding.messagesFolder),
        ])
}
