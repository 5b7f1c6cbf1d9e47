/// Settings that belong together: an object of the configuration file.
struct SettingSection: Sendable {
    /// What the names of its settings begin with.
    let name: String
    /// Its heading in the reference.
    let title: String
    let settings: [Setting]

    /// In the order of the reference.
    static let all: [SettingSection] = [
        ServerSettings.section, DataSettings.section, DatabaseSettings.section, KeySettings.section,
        BrandingSettings.section, SessionSettings.section, GuessingSettings.section, ApplicationSettings.section,
        HashingSettings.section, LogSettings.section,
    ]
}
