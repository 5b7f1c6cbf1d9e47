/// The keys under which secrets are sealed.
struct KeySettings: Sendable {
    /// Without one it is in the data folder.
    var file: String?

    static let section = SettingSection(
        name: "keys", title: "The keys under which secrets are sealed",
        settings: [
            .text(
                "keys.file",
                "The key file. Made at the first start. Keep its backup apart from the database's.",
                standard: "DATA-FOLDER/gatehouse.keys", \.keys.file)
        ])
}
