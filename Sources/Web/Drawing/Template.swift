/// What draws a page, or what several pages have in common, as it is embedded in the binary.
struct Template: Sendable {
    /// The stem of its file.
    let name: String
    /// In UTF-8.
    let source: [UInt8]

    init(_ name: String, _ source: [UInt8]) {
        self.name = name
        self.source = source
    }
}
