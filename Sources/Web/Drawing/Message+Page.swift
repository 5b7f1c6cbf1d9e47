struct MessagePage: Page {
    static let template = Template("message", PackageResources.message_mustache)
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
