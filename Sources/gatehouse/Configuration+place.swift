extension Configuration {
    /// Where users are kept, for messages. An address can hold a password: it is not named.
    var place: String {
        database.isEmbedded ? "the data folder \(data.folder)" : "the PostgreSQL database"
    }
}
