import Domain

struct PasswordResetPage: Page {
    static let template = Template("password-reset", PackageResources.password_reset_mustache)
    var frame: Frame
    var token: String
    var userName: String
    var password: Field
    /// Characters that a new password has at least.
    var minimum: Int
}
