enum Assets {
    /// Every asset by name. A test compares the names to the files in `Assets/`.
    static let all: [String: Asset] = Dictionary(
        uniqueKeysWithValues: [
            script("ask-again.js", PackageResources.ask_again_js), script("copy.js", PackageResources.copy_js),
            asset("mark.svg", "image/svg+xml", PackageResources.mark_svg),
            asset("style.css", "text/css; charset=utf-8", PackageResources.style_css),
            script("show-password.js", PackageResources.show_password_js),
            script("submit-once.js", PackageResources.submit_once_js),
        ].map { ($0.name, $0) })

    /// What `GET /assets/{hash}/{name}` answers with; nil when there is no such file, or not in this version.
    static func find(hash: String, name: String) -> Asset? {
        all[name].flatMap { $0.hash == hash ? $0 : nil }
    }

    private static func asset(_ name: String, _ contentType: String, _ bytes: [UInt8]) -> Asset {
        Asset(name: name, file: PackedFile(bytes, contentType: contentType), hash: contentHash(bytes))
    }

    private static func script(_ name: String, _ bytes: [UInt8]) -> Asset {
        asset(name, "text/javascript; charset=utf-8", bytes)
    }

    /// FNV-1a, 64 bits: tells versions apart, and protects against nothing.
    private static func contentHash(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
