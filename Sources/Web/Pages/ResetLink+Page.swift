struct ResetLinkPage: Page {
    static let template = "reset-link"
    var frame: Frame
    var userName: String
    var displayName: String
    var link: String
    var expires: Moment
    var backPath: String
}

extension ResetLinkPage {
    static let samples = [
        ResetLinkPage(
            frame: .inside("Password link", "/users", notice: "The user has been added."), userName: "anna",
            displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/reset-password/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, backPath: "/users/0199a1")
    ]
}
