@testable import Web

extension SessionsPage: Sampled {
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
            hasOthers: true,
            applications: [
                OwnApplicationRow(
                    name: "CRM", opened: .monday, lasts: nil, agreed: nil, endPath: "/profile/applications/0199a1/end"),
                OwnApplicationRow(
                    name: "<Survey>", opened: nil, lasts: .friday, agreed: .monday,
                    endPath: "/profile/applications/0199a2/end"),
            ]),
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
