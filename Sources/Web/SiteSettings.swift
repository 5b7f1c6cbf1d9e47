import Domain

/// How the site is reached and what it looks like.
public struct SiteSettings: Sendable {
    /// Scheme, host and port as browsers see them, without a trailing slash: the only source of absolute links.
    public var publicURL: String
    public var trustedProxies: [AddressRange]
    public var logo: Logo?
    public var random: RandomSource

    public init(publicURL: String, trustedProxies: [AddressRange], logo: Logo? = nil, random: RandomSource = .system) {
        self.publicURL = publicURL
        self.trustedProxies = trustedProxies
        self.logo = logo
        self.random = random
    }

    /// An organisation's own picture.
    public struct Logo: Sendable {
        let file: PackedFile

        /// Nil unless the bytes are those of a PNG, JPEG, WebP or SVG picture.
        public init?(bytes: [UInt8]) {
            guard let contentType = Self.contentType(of: bytes) else { return nil }
            file = PackedFile(bytes, contentType: contentType)
        }

        private static func contentType(of bytes: [UInt8]) -> String? {
            if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
            if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return "image/webp" }
            return String(decoding: bytes.prefix(1000), as: UTF8.self).contains("<svg") ? "image/svg+xml" : nil
        }
    }
}
