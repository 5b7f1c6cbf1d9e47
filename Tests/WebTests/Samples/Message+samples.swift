@testable import Web

extension MessagePage: Sampled {
    static let samples = [
        MessagePage(
            frame: .outside("This link no longer works"),
            paragraphs: ["A password link works once and for a limited time. Ask an administrator for a new one."],
            link: MessageLink(label: "To the sign-in page", path: "/sign-in"), reference: nil),
        MessagePage(
            frame: .inside("Something went wrong", "", menu: .agent),
            paragraphs: ["The fault is ours, and it has been recorded.", "Please try again."], link: nil,
            reference: "0199a1f2-7c41"),
    ]
}
