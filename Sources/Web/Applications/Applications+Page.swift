struct ApplicationsPage: Page {
    static let template = Template("applications", PackageResources.applications_mustache)
    var frame: Frame
    var applications: [ApplicationRow]
}

struct ApplicationRow: Sendable {
    var path: String
    var name: String
    var clientID: String
    var kind: String
    /// Who may sign in; empty where nobody signs in to such a thing.
    var admission: String
    var isAdmittingNobody: Bool
    var isDeclared: Bool
    var isDisabled: Bool
}
