/// Something that an application may ask for: one word of `scope` (RFC 6749 §3.3).
public struct Scope: Hashable, Comparable, Sendable, CustomStringConvertible {
    public static let longest = 64
    public let text: String

    /// Printable ASCII without spaces, `"` and `\`; nil for anything else.
    public init?(_ text: String) {
        guard (1...Self.longest).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        else { return nil }
        self.text = text
    }

    private init(known text: String) {
        self.text = text
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// Who it is (OpenID Connect Core §3.1.2.1).
    public static let openID = Scope(known: "openid")
    /// What they are called.
    public static let profile = Scope(known: "profile")
    public static let email = Scope(known: "email")
    /// Access that lasts when the session has ended (OpenID Connect Core §11).
    public static let offlineAccess = Scope(known: "offline_access")
}
