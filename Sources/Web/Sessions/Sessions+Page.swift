struct SessionsPage: Page {
    static let template = "sessions"
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

extension SessionsPage {
    static let samples = [
        SessionsPage(
            frame: .inside("Sessions", "/profile/sessions"),
            sessions: [
                SessionRow(
                    started: .monday, lastUsed: .monday, address: "192.0.2.17", browser: "Firefox on Windows",
                    isCurrent: true, endPath: "/profile/sessions/0199a1/end"),
                SessionRow(
                    started: .friday, lastUsed: .friday, address: "2001:db8:85a3::8a2e:370:7334",
                    browser: "Safari on iPhone", isCurrent: false, endPath: "/profile/sessions/0199a2/end"),
            ],
            hasOthers: true),
        SessionsPage(
            frame: .inside("Sessions", "/profile/sessions", notice: "The session has ended."),
            sessions: [
                SessionRow(
                    started: .monday, lastUsed: .monday, address: "192.0.2.17", browser: "Firefox on Windows",
                    isCurrent: true, endPath: "/profile/sessions/0199a1/end")
            ],
            hasOthers: false),
    ]
}
