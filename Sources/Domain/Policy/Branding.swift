/// What an installation is called and how it speaks. How strict it is is ``SecurityPolicy``.
public struct Branding: Sendable {
    /// The issuer in authenticator apps.
    public var productName: String
    public var organisationName: String?
    /// Of those who have chosen none.
    public var language: Language

    public init(productName: String, organisationName: String?, language: Language) {
        self.productName = productName
        self.organisationName = organisationName
        self.language = language
    }

    /// Words that anybody would try in a password here.
    public var names: [String] { ["gatehouse", productName] + (organisationName.map { [$0] } ?? []) }
}
