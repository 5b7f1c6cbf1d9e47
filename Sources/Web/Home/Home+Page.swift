struct HomePage: Page {
    static let template = Template("home", PackageResources.home_mustache)
    var frame: Frame
    var displayName: String
    var twoFactorEnabled: Bool
    var lastSignIn: Moment?
    var mayManageUsers: Bool
    var mayViewActivity: Bool
    /// What one may sign in to.
    var applications: [HomeLink] = []
}

struct HomeLink: Sendable {
    var name: String
    var address: String
}
