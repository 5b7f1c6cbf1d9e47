import Crypto
import Domain
import HTTPTypes

/// Tells a form of ours from one that another site made the browser send (ASVS 3.5.1).
enum RequestForgery {
    /// The value that a form carries back: it can be computed from the cookie's token alone, and does not give the token.
    static func formToken(for token: Token) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array("gatehouse form:\(token.text)".utf8))))
    }

    /// Whether `sent` belongs to one of the tokens the request carries. Compared in constant time.
    static func isFormToken(_ sent: String?, of tokens: [Token]) -> Bool {
        guard let sent else { return false }
        return tokens.contains { constantTimeEqual(Array(formToken(for: $0).utf8), Array(sent.utf8)) }
    }

    /// Whether the browser says that the request comes from this site. It says so in one of two headers; without either it is refused.
    static func isSameOrigin(_ headers: HTTPFields, origin: String) -> Bool {
        if let name = HTTPField.Name.secFetchSite, let site = headers[name] { return site == "same-origin" }
        return headers[.origin] == origin
    }
}
