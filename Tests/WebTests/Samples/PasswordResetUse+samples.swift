@testable import Web

extension PasswordResetUsePage: Sampled {
    static let samples = [
        PasswordResetUsePage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna", password: Field(), minimum: 12
        ),
        PasswordResetUsePage(
            frame: .outside("Choose a new password"), token: "cmVzZXQ", userName: "anna",
            password: Field(error: "This password is on the list of the most used ones."), minimum: 12),
    ]
}
