/// On the way to an application, with the answer in a form (OAuth 2.0 Form Post Response Mode §2). Without JavaScript a person presses its button.
struct PostingPage: Page {
    static let template = Template("posting", PackageResources.posting_mustache)
    var frame: Frame
    var address: String
    var fields: [PostedField]
}

struct PostedField: Sendable {
    var name: String
    var value: String
}
