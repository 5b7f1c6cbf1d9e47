@testable import Web

extension PasswordResetLinkPage: Sampled {
    static let samples = [
        PasswordResetLinkPage(
            frame: .inside("Password link", "/users", notice: "The user has been added."), userName: "anna",
            displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/reset-password/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, addPath: "/users/new", backPath: "/users/0199a1"),
        PasswordResetLinkPage(
            frame: .inside("Password link", "/users"), userName: "anna", displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/reset-password/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, addPath: nil, backPath: "/users/0199a1"),
    ]
}
