import HTTPTypes
import Hummingbird

/// The headers that every answer carries, whatever its status (ASVS 3.4).
enum SecurityHeaders {
    /// For what may be kept for good, because another content gets another path.
    static let keepable = HTTPFields(
        fields + [HTTPField(name: .cacheControl, value: "public, max-age=31536000, immutable")])
    static let unkeepable = HTTPFields(fields + [HTTPField(name: .cacheControl, value: "no-store")])

    private static let fields =
        [
            HTTPField(
                name: .contentSecurityPolicy,
                value: """
                    default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                    base-uri 'none'; frame-ancestors 'none'
                    """),
            HTTPField(name: .strictTransportSecurity, value: "max-age=63072000; includeSubDomains"),
            HTTPField(name: .xContentTypeOptions, value: "nosniff"),
            HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
        ]
        + named([
            // Not `no-referrer`: under that a browser sends `Origin: null` with our own forms.
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ])

    /// The fields whose names the library does not know.
    private static func named(_ fields: [(name: String, value: String)]) -> [HTTPField] {
        fields.compactMap { field in
            HTTPField.Name(field.name).map { HTTPField(name: $0, value: field.value) }
        }
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")
    static let secondHost = HTTPField.Name("Host")
    static let clearSiteData = HTTPField.Name("Clear-Site-Data")
}
