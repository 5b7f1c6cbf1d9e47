import Crypto
import Domain

/// A name that was tried and that no user has.
enum TriedName {
    /// Under which its misses are counted.
    static func digest(_ name: String) -> String {
        let digest = SHA256.hash(data: Array(name.utf8))
        return "name:" + Base64URL.encode(Array(digest))
    }

    /// For the activity log: people type passwords into this field, so an unknown name is not written down in full (ASVS 16.2.5).
    static func masked(_ name: String) -> String {
        "\(name.visible(2))… (\(name.unicodeScalars.count))"
    }
}
