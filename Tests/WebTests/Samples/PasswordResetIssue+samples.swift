@testable import Web

extension PasswordResetIssuePage: Sampled {
    static let samples = [
        PasswordResetIssuePage(
            frame: .inside("Password link", "/users", notice: "The user has been added."), userName: "anna",
            displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/password-reset/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, addPath: "/users/new", backPath: "/users/0199a1"),
        PasswordResetIssuePage(
            frame: .inside("Password link", "/users"), userName: "anna", displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/password-reset/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, addPath: nil, backPath: "/users/0199a1"),
    ]
}
