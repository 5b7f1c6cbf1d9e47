import Domain

struct SetupPage: Page {
    static let template = Template("setup", PackageResources.setup_mustache)
    static let keepsTyped = true
    var frame: Frame
    /// The one-time set-up token, carried in the form's hidden field `token`.
    var token: String
    var userName: Field
    var displayName: Field
    var email: Field
    var password: Field
    /// Characters that a new password has at least.
    var minimum: Int
}
