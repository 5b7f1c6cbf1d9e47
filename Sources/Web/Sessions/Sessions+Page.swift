struct SessionsPage: Page {
    static let template = Template("sessions", PackageResources.sessions_mustache)
    var frame: Frame
    var sessions: [SessionRow]
    var hasOthers: Bool
    var applications: [OwnApplicationRow] = []
}

/// An application with access to one's account.
struct OwnApplicationRow: Sendable {
    var name: String
    /// By this session.
    var opened: Moment?
    /// Its access without a session.
    var lasts: Moment?
    var agreed: Moment?
    /// Where the *end* button posts to.
    var endPath: String
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
