import Domain

struct ChangePasswordPage: Page {
    static let template = "change-password"
    var frame: Frame
    var userName: String
    var currentPassword: Field
    var newPassword: Field
    /// Characters that a new password has at least.
    var minimum: Int
}

extension ChangePasswordPage {
    static let samples = [
        ChangePasswordPage(
            frame: .inside("Change password", "/profile/password"), userName: "katalin", currentPassword: Field(),
            newPassword: Field(), minimum: 12),
        ChangePasswordPage(
            frame: .inside("Change password", "/profile/password", menu: .agent), userName: "anna",
            currentPassword: Field(error: "The current password is wrong."),
            newPassword: Field(error: "The password is too short: use at least 12 characters."), minimum: 12),
    ]
}
