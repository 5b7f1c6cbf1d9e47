/// A file that a browser fetches beside the pages. Its path contains a hash of its content, so that browsers may keep it for
/// good and still get a new version at once.
struct Asset: Sendable {
    var name: String
    var file: PackedFile
    /// 16 hexadecimal digits, different whenever the bytes are.
    var hash: String
    var route: Route<Never> { .asset(hash: hash, name: name) }
    var path: String { route.path }
}
