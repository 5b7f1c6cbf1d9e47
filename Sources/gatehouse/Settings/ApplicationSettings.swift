/// What one can sign in to.
struct ApplicationSettings: Sendable {
    var file: String?

    static let section = SettingSection(
        name: "applications", title: "Applications",
        settings: [
            .text(
                "applications.file",
                "A JSON file with applications, which each start makes what the file says; in the pages they are read-only. One that is no longer in it is disabled, not deleted.",
                standard: "none", \.applications.file)
        ])
}
