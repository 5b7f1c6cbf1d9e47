import HTTPTypes
import Hummingbird

/// The headers that every answer carries, whatever its status (ASVS 3.4).
enum SecurityHeaders {
    // Each list is made once: putting it together for every answer would cost more than writing it.
    private static let ofPages = fields(policy: policy(formAction: "'self'"))
    /// Opened by itself, it loads nothing and leads nowhere.
    private static let ofOthers = fields(
        policy: "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")

    /// Read by pages of every origin, without cookies: browsers send none where the answer is for all (Fetch §3.3.3).
    private static let ofPublished = ofOthers + [HTTPField(name: .accessControlAllowOrigin, value: "*")]

    static func fields(of face: Face) -> HTTPFields {
        switch face {
        case .page(.ownSite): ofPages
        case .page(.application(let source)): fields(policy: policy(formAction: source))
        case .program, .protocolAnswer, .asset: ofOthers
        case .published: ofPublished
        }
    }

    private static func policy(formAction: String) -> String {
        """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action \(formAction); \
        base-uri 'none'; frame-ancestors 'none'
        """
    }

    private static func fields(policy: String) -> HTTPFields {
        HTTPFields(
            [
                HTTPField(name: .contentSecurityPolicy, value: policy),
                HTTPField(name: .strictTransportSecurity, value: "max-age=63072000; includeSubDomains"),
                HTTPField(name: .xContentTypeOptions, value: "nosniff"),
                HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
            ]
                + named([
                    // Not `no-referrer`: under that a browser sends `Origin: null` with our own forms.
                    ("Referrer-Policy", "same-origin"),
                    ("Cross-Origin-Opener-Policy", "same-origin"),
                    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
                ]))
    }

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
    static let refresh = HTTPField.Name("Refresh")
    static let pragma = HTTPField.Name("Pragma")
    static let clearSiteData = HTTPField.Name("Clear-Site-Data")
}
