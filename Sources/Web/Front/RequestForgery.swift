import Crypto
import Domain
import HTTPTypes

/// Tells a form of ours from one that another site made the browser send (ASVS 3.5.1).
enum RequestForgery {
    /// The value that a form carries back: it can be computed from a cookie's token alone, and does not give the token.
    ///
    /// - Parameter session: whose forms they are. The token of a session changes while its forms are open; the session's id and the
    ///   browser's own token do not, and nobody else knows both.
    static func formToken(for token: Token, of session: SessionID? = nil) -> [UInt8] {
        let owner = session.map { ":\($0.text)" } ?? ""
        return Array(SHA256.hash(data: Array("gatehouse form:\(token.text)\(owner)".utf8)))
    }

    /// What a page holds of it: under a mask of its own in each answer, so that how well the page can be compressed tells nothing of
    /// it (BREACH).
    static func masked(_ formToken: [UInt8], random: RandomSource) -> String {
        let mask = random.bytes(formToken.count)
        return Base64URL.encode(mask + zip(mask, formToken).map(^))
    }

    /// Whether `sent` is, under whatever mask, one of the values that a form may carry. Compared in constant time.
    static func isFormToken(_ sent: String?, of formTokens: [[UInt8]]) -> Bool {
        guard let bytes = sent.flatMap(Base64URL.decode), bytes.count == 2 * SHA256.byteCount else { return false }
        let formToken = zip(bytes, bytes[SHA256.byteCount...]).map(^)
        return formTokens.contains { constantTimeEqual($0, formToken) }
    }

    /// Whether the browser says that the request comes from this site. It says so in one of two headers; without either it is refused.
    static func isSameOrigin(_ headers: HTTPFields, origin: String) -> Bool {
        if let name = HTTPField.Name.secFetchSite, let site = headers[name] { return site == "same-origin" }
        return headers[.origin] == origin
    }

    /// Whether the browser says that another site made it ask. Browsers from before 2023 say nothing.
    static func isFromElsewhere(_ headers: HTTPFields) -> Bool {
        guard let name = HTTPField.Name.secFetchSite, let site = headers[name] else { return false }
        return site != "same-origin" && site != "none"
    }
}
