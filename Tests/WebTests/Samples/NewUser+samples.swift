@testable import Web

extension NewUserPage: Sampled {
    static let samples = [
        NewUserPage(
            frame: .inside("Add a user", "/users"), savePath: "/users/new?search=anna",
            listPath: "/users?search=anna", name: Field(), displayName: Field(), email: Field(),
            languages: Choice.languages, isAdministrator: false),
        NewUserPage(
            frame: .inside("Add a user", "/users"), savePath: "/users/new", listPath: "/users",
            name: Field(value: "anna", error: "This user name is taken. Choose another one."),
            displayName: Field(value: "Anna Kovács"),
            email: Field(value: "anna@", error: "This does not look like an e-mail address."),
            languages: Choice.languages, isAdministrator: true, lookAlike: .sample),
    ]
}
