/// How an installation is configured: every value read and checked. Each section stands in a file of its own.
struct Configuration: Sendable {
    var server = ServerSettings()
    var data = DataSettings()
    var database = DatabaseSettings()
    var keys = KeySettings()
    var branding = BrandingSettings()
    var sessions = SessionSettings()
    var guessing = GuessingSettings()
    var applications = ApplicationSettings()
    var hashing = HashingSettings()
    var log = LogSettings()

    /// Where the key file is.
    var keyPath: String { keys.file ?? data.folder + "/gatehouse.keys" }
}
