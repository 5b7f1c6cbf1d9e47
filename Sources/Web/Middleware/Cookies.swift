import Domain
import Hummingbird

/// The cookies of the site. Each is bound to this host alone by its `__Host-` prefix (ASVS 3.3.1), and none is readable by scripts.
enum Cookies {
    static let session = "__Host-gatehouse-session"
    static let signIn = "__Host-gatehouse-sign-in"
    /// Recognises a browser that has signed somebody in before, and ties the forms of signed-out pages to it.
    static let browser = "__Host-gatehouse-browser"
    static let language = "__Host-gatehouse-language"
    /// What to say once on the next page.
    static let notice = "__Host-gatehouse-notice"

    /// The values that a request carries; a name sent twice, or anything that is no cookie, is left out.
    static func parse(_ header: String?) -> [String: String] {
        guard let header, header.utf8.count <= 8192 else { return [:] }
        var cookies: [String: String] = [:]
        var repeated: Set<String> = []
        for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: pair[..<sign].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
            let value = String(decoding: pair[pair.index(after: sign)...], as: UTF8.self)
            if cookies.updateValue(value, forKey: name) != nil { repeated.insert(name) }
        }
        return repeated.isEmpty ? cookies : cookies.filter { !repeated.contains($0.key) }
    }

    /// The value of a `Set-Cookie` header. - Parameter maxAge: nil ends it with the browser.
    static func header(_ name: String, _ value: String, maxAge: Span? = nil) -> String {
        let age = maxAge.map { "; Max-Age=\($0.wholeSeconds)" } ?? ""
        return "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax\(age)"
    }

    static func removal(_ name: String) -> String {
        header(name, "", maxAge: .seconds(0))
    }
}
