@testable import Web

extension SetupPage: Sampled {
    static let samples = [
        SetupPage(
            frame: .outside("Set up Gatehouse"), token: "c2V0dXA", userName: Field(), displayName: Field(),
            email: Field(),
            password: Field(), minimum: 12),
        SetupPage(
            frame: .outside("Set up Gatehouse"), token: "c2V0dXA",
            userName: Field(value: "k őrsi", error: "A user name has at most 64 characters and no spaces."),
            displayName: Field(value: "Katalin Őrsi"),
            email: Field(value: "katalin", error: "This does not look like an e-mail address."),
            password: Field(error: "The password is too short: use at least 12 characters."), minimum: 12),
    ]
}
