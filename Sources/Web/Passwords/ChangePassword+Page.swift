import Domain

struct ChangePasswordPage: Page {
    static let template = Template("change-password", PackageResources.change_password_mustache)
    var frame: Frame
    var userName: String
    var currentPassword: Field
    var newPassword: Field
    /// Characters that a new password has at least.
    var minimum: Int
}
