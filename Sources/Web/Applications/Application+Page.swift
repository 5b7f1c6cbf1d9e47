struct ApplicationPage: Page {
    static let template = Template("application", PackageResources.application_mustache)
    static let keepsTyped = true
    var frame: Frame
    var kind: String
    var savePath: String
    var fields: ApplicationFields
    var isDeclared: Bool
    var isDisabled: Bool
    /// Nobody may sign in yet, and nobody has said who may.
    var isAdmittingNobody: Bool
    /// Requests need no challenge.
    var isWithoutPKCE: Bool
    /// What is entered in the application.
    var pastes: [Paste]
    var snippet: Paste?
    var secrets: ClientSecretList?
    var created: Moment
    var disablePath: String
    var enablePath: String
    var deletePath: String
}

/// The secrets of an application that has some.
struct ClientSecretList: Sendable {
    var list: [ClientSecretRow]
    var issuePath: String
    var mayIssue: Bool
}

struct ClientSecretRow: Sendable {
    var made: Moment
    var endPath: String
}

/// A text to be copied from a page.
struct Paste: Sendable {
    /// Its element's.
    var id: String
    var label: String
    var value: String
}
