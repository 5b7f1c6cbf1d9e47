/// An address to which a browser is sent with an answer: registered as a whole, and compared byte for byte (RFC 9700 §2.1, §4.1).
///
/// Addresses after signing out, of a home page and of a logout message are of the same kind: whatever a browser opens or the server calls
/// on an application's behalf is judged here.
public struct RedirectAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How a browser's answer arrives there.
    public enum Kind: Sendable, CaseIterable {
        /// `https`.
        case web
        /// `http` on this machine by its address, `127.0.0.1` or `[::1]` (RFC 8252 §7.3).
        case loopback
        /// `http://localhost`, whose meaning the machine's resolver decides: never with any port (RFC 8252 §8.3).
        case localhost
        /// A scheme of the application's own, with a dot: `com.example.softphone:/signed-in` (RFC 8252 §7.1).
        case privateScheme
    }

    /// In bytes.
    public static let longest = 2000

    /// Printable ASCII, as it was registered.
    public let text: String
    public let kind: Kind

    init(checked text: String, kind: Kind) {
        self.text = text
        self.kind = kind
    }

    /// Takes an address that is good; nil where ``reading(_:)`` has a reason against it.
    public init?(_ text: String) {
        guard case .success(let address) = Self.reading(text) else { return nil }
        self = address
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// Whether a request that names `presented` means this address.
    ///
    /// - Parameter anyPort: of a native application, which listens on whatever port is free: of an address on this machine, given by its
    ///   number, the port does not count (RFC 8252 §7.3). The rest does.
    public func isMeant(by presented: String, anyPort: Bool) -> Bool {
        // Not by `==`: texts that differ in their bytes can be equal, as with the Kelvin sign and K.
        if text.utf8.elementsEqual(presented.utf8) { return true }
        guard anyPort, kind == .loopback, let other = Self(presented), other.kind == .loopback else { return false }
        return withoutPort == other.withoutPort
    }

    /// Of an address with a host: the text without `:port`.
    private var withoutPort: String {
        let scheme = "http://"
        let rest = String(text.dropFirst(scheme.count))
        let host = Self.host(of: String(rest.prefix { !"/?".contains($0) }))
        var after = rest.dropFirst(host.count)
        if after.first == ":" { after = after.dropFirst().drop { $0.isASCII && $0.isNumber } }
        return scheme + host + String(after)
    }
}

/// Why an address is refused.
public enum RedirectAddressProblem: String, Error, Sendable, CaseIterable {
    case empty
    case tooLong = "too-long"
    /// A space, a line break or a control character.
    case blank
    /// A character outside of ASCII: a name in another script stands in its `xn--` form.
    case notASCII = "not-ascii"
    case backslash
    case wildcard
    case fragment
    /// A character that no address holds (RFC 3986 §2).
    case character
    /// A broken percent-encoding, or one of a control character.
    case percent
    /// No scheme before the first colon.
    case noScheme = "no-scheme"
    /// `javascript:`, `data:` and others that run, or show, what the address itself says.
    case scriptScheme = "script-scheme"
    /// A scheme of one's own needs a dot: without one, anybody may have it (RFC 8252 §7.1).
    case schemeWithoutDot = "scheme-without-dot"
    /// Capitals in scheme or host: a browser would write them small.
    case capitals
    /// Nothing after the scheme that could be opened.
    case incomplete
    case userInfo = "user-info"
    case host
    case port
    /// `http` elsewhere than on this machine.
    case insecure
    /// `.` or `..` in the path.
    case dotSegment = "dot-segment"
    /// A dot, a slash or a backslash of the path, percent-encoded.
    case encodedSign = "encoded-sign"
    /// Something after host and port, where there may be nothing.
    case notOrigin = "not-origin"
}
