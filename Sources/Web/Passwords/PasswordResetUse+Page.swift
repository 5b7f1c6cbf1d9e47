import Domain

struct PasswordResetUsePage: Page {
    static let template = Template("password-reset-use", PackageResources.password_reset_use_mustache)
    var frame: Frame
    var token: String
    var userName: String
    var password: Field
    /// Characters that a new password has at least.
    var minimum: Int
}
