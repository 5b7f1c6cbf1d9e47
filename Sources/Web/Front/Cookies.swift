import Domain
import Flows
import HTTPTypes
import Hummingbird

/// The cookies of a request. Those of the site are bound to this host alone by their `__Host-` prefix (ASVS 3.3.1), and none is
/// readable by scripts.
struct Cookies: Sendable {
    static let session = "__Host-gatehouse-session"
    static let signIn = "__Host-gatehouse-sign-in"
    /// Ties the forms of signed-out pages to the browser.
    static let browser = "__Host-gatehouse-browser"
    /// Recognises a browser that has signed people in before: one token for each of them, the last used first.
    static let known = "__Host-gatehouse-known"
    static let language = "__Host-gatehouse-language"
    /// What to say once on the next page.
    static let notice = "__Host-gatehouse-notice"

    private static let longest = 8192
    /// There were more than are read. Sites beside this one set theirs for the domain above both.
    let areTooMany: Bool
    private var pairs: [Pair] = []

    private struct Pair {
        let name: String
        let value: String
    }

    /// Reads the `Cookie` headers; anything that is no cookie is left out, and of too much nothing is read.
    init(_ headers: HTTPFields) {
        let texts = headers[values: .cookie]
        areTooMany = texts.reduce(0) { $0 + $1.utf8.count } > Self.longest
        if areTooMany { return }
        for text in texts { read(text) }
    }

    /// The value of a cookie that was sent once; one sent twice is as good as none.
    subscript(name: String) -> String? {
        guard let first = pairs.firstIndex(where: { $0.name == name }),
            !pairs[(first + 1)...].contains(where: { $0.name == name })
        else { return nil }
        return pairs[first].value
    }

    func token(_ name: String) -> Token? { self[name].flatMap { Token(text: $0) } }

    /// The tokens of a list; what is none is left out.
    func tokens(_ name: String) -> [Token] {
        (self[name] ?? "").split(separator: ".").prefix(Self.mostKnown).compactMap { Token(text: String($0)) }
    }

    /// A shared desk has seen many; more than these are forgotten.
    private static let mostKnown = 24

    /// The list after a renewal.
    static func known(_ tokens: [Token], after renewal: KnownBrowserRenewal) -> String {
        let others = tokens.filter { $0.digest != renewal.replaced && $0 != renewal.token }
        let list = ([renewal.token] + others).prefix(mostKnown).map(\.text).joined(separator: ".")
        return header(known, list, maxAge: .days(365))
    }

    private mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let pair = rest.prefix { $0 != UInt8(ascii: ";") }
                rest = rest[pair.endIndex...].dropFirst()
                guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let name = pair[..<sign].drop { $0 == UInt8(ascii: " ") }
                pairs.append(
                    Pair(
                        name: String(decoding: name, as: UTF8.self),
                        value: String(decoding: pair[(sign + 1)...], as: UTF8.self)))
            }
        }
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
