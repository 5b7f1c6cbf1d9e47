/// What is kept on this machine.
struct DataSettings: Sendable {
    var folder = "data"

    /// Where the embedded database is.
    var databasePath: String { Self.databasePath(in: folder) }

    static func databasePath(in folder: String) -> String { folder + "/gatehouse.sqlite" }

    static let section = SettingSection(
        name: "data", title: "What is kept on this machine",
        settings: [
            .text(
                "data.folder",
                "Where the embedded database and the key file are kept. Made if missing, readable by its owner alone.",
                \.data.folder)
        ])
}
