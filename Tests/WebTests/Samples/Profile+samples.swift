@testable import Web

extension ProfilePage: Sampled {
    static let samples = [
        ProfilePage(
            frame: .inside("Profile", "/profile", notice: "Your profile has been saved."), userName: "katalin",
            displayName: Field(value: "Katalin Őrsi"), email: Field(value: "katalin@danube-contact.example"),
            languages: Choice.languages),
        ProfilePage(
            frame: .inside("Profile", "/profile", menu: .agent).branded, userName: "anna",
            displayName: Field(value: "Anna", error: "The display name is too long."),
            email: Field(value: "anna@", error: "This does not look like an e-mail address."),
            languages: Choice.languages),
    ]
}
