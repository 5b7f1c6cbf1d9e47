/// A file that is sent as it is to many: compressed once, for those who take it so.
struct PackedFile: Sendable {
    let contentType: String
    let bytes: [UInt8]
    /// Nil where it would be no shorter.
    let compressed: [UInt8]?

    init(_ bytes: [UInt8], contentType: String) {
        self.contentType = contentType
        self.bytes = bytes
        // Pictures are compressed already, drawings are not.
        let isText = contentType.hasPrefix("text/") || contentType == "image/svg+xml"
        compressed = isText ? Gzip.compressed(bytes, .kept) : nil
    }
}
