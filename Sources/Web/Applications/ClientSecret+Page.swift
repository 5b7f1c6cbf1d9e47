struct ClientSecretPage: Page {
    static let template = Template("client-secret", PackageResources.client_secret_mustache)
    var frame: Frame
    /// Of the application.
    var name: String
    var pastes: [Paste]
    /// The one before goes on.
    var isSecond: Bool
    var backPath: String
}
