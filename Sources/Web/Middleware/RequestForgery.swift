import Crypto
import Domain
import HTTPTypes

/// Tells a form of ours from one that another site made the browser send (ASVS 3.5.1).
enum RequestForgery {
    /// The value that a form carries back: it can be computed from a cookie's token alone, and does not give the token.
    ///
    /// - Parameter session: whose forms they are. The token of a session changes while its forms are open; the session's id and the
    ///   browser's own token do not, and nobody else knows both.
    static func formToken(for token: Token, of session: SessionID? = nil) -> String {
        let owner = session.map { ":\($0.text)" } ?? ""
        return Base64URL.encode(Array(SHA256.hash(data: Array("gatehouse form:\(token.text)\(owner)".utf8))))
    }

    /// Whether `sent` is one of the values that a form may carry. Compared in constant time.
    static func isFormToken(_ sent: String?, of formTokens: [String]) -> Bool {
        guard let sent else { return false }
        return formTokens.contains { constantTimeEqual(Array($0.utf8), Array(sent.utf8)) }
    }

    /// Whether the browser says that the request comes from this site. It says so in one of two headers; without either it is refused.
    static func isSameOrigin(_ headers: HTTPFields, origin: String) -> Bool {
        if let name = HTTPField.Name.secFetchSite, let site = headers[name] { return site == "same-origin" }
        return headers[.origin] == origin
    }
}
