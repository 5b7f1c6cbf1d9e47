/// Where a page comes from: scheme, host and port, as browsers say it in `Origin` (RFC 6454 §6.2).
public struct WebOrigin: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    private init(checked text: String) {
        self.text = text
    }

    /// Takes an origin that is good; nil where ``reading(_:)`` has a reason against it.
    public init?(_ text: String) {
        guard case .success(let origin) = Self.reading(text) else { return nil }
        self = origin
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// Judges a typed or registered origin: `https`, or `http` on this machine.
    public static func reading(_ text: String) -> Result<WebOrigin, RedirectAddressProblem> {
        RedirectAddress.reading(text).flatMap { address in
            guard address.kind != .privateScheme else { return .failure(.insecure) }
            guard let host = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last,
                !host.contains("/"), !host.contains("?")
            else { return .failure(.notOrigin) }
            // A browser leaves the port out that the scheme implies.
            let isImplied = address.kind == .web ? host.hasSuffix(":443") : host.hasSuffix(":80")
            return isImplied ? .failure(.port) : .success(WebOrigin(checked: text))
        }
    }
}
