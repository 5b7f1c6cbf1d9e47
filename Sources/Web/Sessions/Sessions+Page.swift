struct SessionsPage: Page {
    static let template = Template("sessions", PackageResources.sessions_mustache)
    var frame: Frame
    var sessions: [SessionRow]
    var hasOthers: Bool
}

struct SessionRow: Sendable {
    var started: Moment
    var lastUsed: Moment
    var address: String
    var browser: String
    var isCurrent: Bool
    /// Where the *end* button posts to.
    var endPath: String
}
