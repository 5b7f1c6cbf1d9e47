struct ConfirmPage: Page {
    static let template = Template("confirm", PackageResources.confirm_mustache)
    static let keepsTyped = true
    var frame: Frame
    var paragraphs: [String]
    var choice: ConfirmChoice?
    /// Where the confirmation posts to.
    var action: String
    var confirmLabel: String
    var cancelPath: String
}

/// A checkbox of the question.
struct ConfirmChoice: Sendable {
    var name: String
    var label: String
    var isTicked = false
}
