@testable import Web

extension ActivityPage: Sampled {
    static let samples = [
        ActivityPage(
            frame: .inside("User activity log", "/activity"), user: "", actions: ActivityPage.actionSamples, from: "",
            until: "", columns: ColumnChoice.samples, headings: ["Time", "Action", "User name", "IP address", "Note"],
            entries: ActivityRow.samples, older: "/activity?before=0199a1", newest: "/activity", problem: nil),
        ActivityPage(
            frame: .inside("User activity log", "/activity"), user: "anna", actions: ActivityPage.actionSamples,
            from: "2026-11-23T14:32", until: "2026-11-20T00:00", columns: ColumnChoice.samples, headings: ["Time"],
            entries: [], older: nil, newest: nil, problem: "“From” is later than “until”."),
    ]
    private static let actionSamples = [
        Choice(value: "sign-in.completed", label: "Signed in", isChosen: false),
        Choice(value: "sign-in.refused", label: "Sign-in refused", isChosen: true),
    ]
}

extension ColumnChoice {
    static let samples = [
        ColumnChoice(name: "id", label: "Action ID", isShown: false),
        ColumnChoice(name: "time", label: "Time", isShown: true),
        ColumnChoice(name: "interface", label: "Interface", isShown: false),
        ColumnChoice(name: "action", label: "Action", isShown: true),
        ColumnChoice(name: "user", label: "User name", isShown: true),
        ColumnChoice(name: "address", label: "IP address", isShown: true),
        ColumnChoice(name: "record", label: "Record ID", isShown: false),
        ColumnChoice(name: "methods", label: "Methods", isShown: false),
        ColumnChoice(name: "note", label: "Note", isShown: true),
    ]
}

extension ActivityRow {
    static let samples = [
        row("07:52:13", "Signed in", "anna", "192.0.2.17", ""),
        row("07:51:40", "Code refused at sign-in", "anna", "192.0.2.17", "clock about 4 min behind"),
        row("07:48:02", "Sign-in refused", "", "2001:db8:85a3::8a2e:370:7334", "tried: anna.kovacs@danube"),
        row("07:44:59", "Two-factor authentication cleared by administrator", "katalin", "192.0.2.4", "anna"),
    ]

    private static func row(_ clock: String, _ action: String, _ user: String, _ address: String, _ note: String)
        -> Self
    {
        let time = ActivityTime(iso: "2026-11-23T\(clock)+01:00", day: "2026-11-23", clock: clock)
        let texts = [("action", "Action", action), ("user", "User name", user), ("address", "IP address", address)]
        return ActivityRow(
            cells: [ActivityCell(column: "time", heading: "Time", time: time)]
                + (texts + [("note", "Note", note)]).map { ActivityCell(column: $0, heading: $1, parts: [$2]) })
    }
}
