@testable import Web

extension PasswordResetPage: Sampled {
    static let samples = [
        PasswordResetPage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna", password: Field(), minimum: 12
        ),
        PasswordResetPage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna",
            password: Field(error: "This password is on the list of the most used ones."), minimum: 12),
    ]
}
