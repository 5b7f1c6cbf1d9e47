@testable import Web

extension ChangePasswordPage: Sampled {
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
