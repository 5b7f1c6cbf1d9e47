/// How long sessions last.
struct SessionSettings: Sendable {
    var idleMinutes = 30
    var hours = 12

    static let section = SettingSection(
        name: "sessions", title: "Sessions",
        settings: [
            .number(
                "sessions.idleMinutes", "A session ends after so many minutes without use.", 1...1440,
                \.sessions.idleMinutes),
            .number(
                "sessions.hours", "A session ends so many hours after the sign-in.", 1...24, \.sessions.hours),
        ])
}
