struct NewUserPage: Page {
    static let template = "new-user"
    var frame: Frame
    var name: Field
    var displayName: Field
    var email: Field
    var languages: [Choice]
    var isAdministrator: Bool
    var lookAlike: LookAlikeQuestion?
}

extension NewUserPage {
    static let samples = [
        NewUserPage(
            frame: .inside("Add a user", "/users"), name: Field(), displayName: Field(), email: Field(),
            languages: Choice.languages, isAdministrator: false),
        NewUserPage(
            frame: .inside("Add a user", "/users"),
            name: Field(value: "anna", error: "This user name is taken. Choose another one."),
            displayName: Field(value: "Anna Kovács"),
            email: Field(value: "anna@", error: "This does not look like an e-mail address."),
            languages: Choice.languages, isAdministrator: true, lookAlike: .sample),
    ]
}
