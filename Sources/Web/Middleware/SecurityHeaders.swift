import HTTPTypes
import Hummingbird

/// The headers that every answer carries, whatever its status (ASVS 3.4).
enum SecurityHeaders {
    /// For what may be kept for good, because another content gets another path.
    static let keepable = fields + field("Cache-Control", "public, max-age=31536000, immutable")
    static let unkeepable = fields + field("Cache-Control", "no-store")

    private static let fields = HTTPFields(
        [
            field(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'"),
            field("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
            field("X-Content-Type-Options", "nosniff"),
            // Not `no-referrer`: under that a browser sends `Origin: null` with our own forms.
            field("Referrer-Policy", "same-origin"),
            field("Cross-Origin-Opener-Policy", "same-origin"),
            field("Cross-Origin-Resource-Policy", "same-origin"),
            field("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ].joined())

    private static func field(_ name: String, _ value: String) -> [HTTPField] {
        HTTPField.Name(name).map { [HTTPField(name: $0, value: value)] } ?? []
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")
    static let secondHost = HTTPField.Name("Host")
    static let clearSiteData = HTTPField.Name("Clear-Site-Data")
}
