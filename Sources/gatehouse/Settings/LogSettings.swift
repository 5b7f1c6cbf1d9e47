/// What the program says on standard error.
struct LogSettings: Sendable {
    var level = "notice"

    static let section = SettingSection(
        name: "log", title: "The program's log",
        settings: [
            Setting(
                name: "log.level", help: "`debug`, `info`, `notice`, `warning` or `error`.",
                standard: LogSettings().level
            ) { text, configuration in
                configuration.log.level = text
                return ["debug", "info", "notice", "warning", "error"].contains(text)
            }
        ])
}
