/// Whether somebody wants to be signed out, because an application says so without proving it.
struct LogoutPage: Page {
    static let template = Template("logout", PackageResources.logout_mustache)
    var frame: Frame
    /// Its name; nil where it is not certain which one it is.
    var application: String?
    /// Who is signed in.
    var user: String
    /// What the request said, to come along.
    var fields: [PostedField]
}
