/// Whether somebody wants to go on to an application.
struct AuthorizationPage: Page {
    static let template = Template("authorization", PackageResources.authorization_mustache)
    var frame: Frame
    /// Where the decision posts to.
    var action: String
    /// The name of the application.
    var application: String
    /// Where it is; nil for one of the organisation's own.
    var host: String?
    /// Who is signed in.
    var user: String
    /// Whether it may be them: the application may have said that it wants somebody else.
    var isWanted: Bool
    /// What it learns, a sentence each.
    var learns: [String]
}
