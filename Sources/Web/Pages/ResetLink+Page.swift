struct ResetLinkPage: Page {
    static let template = "reset-link"
    var frame: Frame
    var userName: String
    var displayName: String
    var link: String
    var expires: Moment
    /// The user has just been added: the next one may follow.
    var isNew: Bool
    var backPath: String
}

extension ResetLinkPage {
    static let samples = [
        ResetLinkPage(
            frame: .inside("Password link", "/users", notice: "The user has been added."), userName: "anna",
            displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/reset-password/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, isNew: true, backPath: "/users/0199a1"),
        ResetLinkPage(
            frame: .inside("Password link", "/users"), userName: "anna", displayName: "Anna Kovács",
            link: "https://gatehouse.danube-contact.example/reset-password/q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            expires: .soon, isNew: false, backPath: "/users/0199a1"),
    ]
}
