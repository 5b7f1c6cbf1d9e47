import Domain

struct PasswordResetPage: Page {
    static let template = "password-reset"
    var frame: Frame
    var token: String
    var userName: String
    var password: Field
    /// Characters that a new password has at least.
    var minimum = PasswordRules.minimum
}

extension PasswordResetPage {
    static let samples = [
        PasswordResetPage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna", password: Field()),
        PasswordResetPage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna",
            password: Field(error: "This password is on the list of the most used ones.")),
    ]
}
