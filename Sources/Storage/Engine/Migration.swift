import Crypto

/// One step of the schema, released once and never edited again.
///
/// The embedded database cannot change a table in every way: a step may make it anew, copy its rows, and take its name. Foreign keys
/// rest meanwhile, and all of them are checked before the step is kept. PostgreSQL, which alters tables and refuses to drop one that
/// others refer to, has a text of its own then.
struct Migration: Sendable {
    let name: String
    let text: String
    /// Where PostgreSQL needs other words for the same change.
    var postgresText: String?

    var checksum: String {
        SHA256.hash(data: Array((text + (postgresText ?? "")).utf8)).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }.joined()
    }
}
