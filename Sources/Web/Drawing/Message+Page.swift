struct MessagePage: Page {
    static let template = "message"
    var frame: Frame
    /// What happened and what to do next, one paragraph an entry.
    var paragraphs: [String]
    var link: MessageLink?
    /// Shown small, to quote to an operator: the request's id.
    var reference: String?
}

struct MessageLink: Sendable {
    var label: String
    var path: String
}

extension MessagePage {
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
