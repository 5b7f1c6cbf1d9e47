import Domain

struct ResetPasswordPage: Page {
    static let template = "reset-password"
    var frame: Frame
    var token: String
    var userName: String
    var password: Field
    /// Characters that a new password has at least.
    var minimum: Int
}

extension ResetPasswordPage {
    static let samples = [
        ResetPasswordPage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna", password: Field(), minimum: 12
        ),
        ResetPasswordPage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna",
            password: Field(error: "This password is on the list of the most used ones."), minimum: 12),
    ]
}
