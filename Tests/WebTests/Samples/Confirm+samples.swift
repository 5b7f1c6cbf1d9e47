@testable import Web

extension ConfirmPage: Sampled {
    static let samples = [
        ConfirmPage(
            frame: .inside("Switch off two-factor authentication?", "/users"),
            paragraphs: [
                "Anna Kovács will sign in with the password alone until switching it on again.",
                "Make sure that it is really Anna Kovács who asks you, for example by calling back.",
            ],
            action: "/users/0199a1", confirmLabel: "Switch it off", cancelPath: "/users/0199a1"),
        ConfirmPage(
            frame: .inside("Switch off two-factor authentication?", "/users"), paragraphs: ["Blocked."],
            choice: ConfirmChoice(name: "keepPassword", label: "Leave the password as it is", isTicked: true),
            action: "/users/0199a1", confirmLabel: "Switch it off", cancelPath: "/users/0199a1"),
    ]
}
