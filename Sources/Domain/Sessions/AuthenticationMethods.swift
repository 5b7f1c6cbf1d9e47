/// How a session was authenticated: RFC 8176 values, as they will stand in `amr`.
public struct AuthenticationMethods: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    public static let password = AuthenticationMethods(rawValue: 1)
    public static let oneTimeCode = AuthenticationMethods(rawValue: 2)

    public init(_ proofs: Set<Proof>) {
        self = proofs.reduce(into: []) { $0.formUnion($1.method) }
    }

    /// `["pwd", "otp"]`
    public var names: [String] {
        (contains(.password) ? ["pwd"] : []) + (contains(.oneTimeCode) ? ["otp"] : [])
    }

    /// `pwd otp`, the form in which they are stored.
    public var text: String { names.joined(separator: " ") }

    /// Nil for a text that ``text`` never is.
    public init?(stored text: String) {
        guard let methods = Self.stored[text] else { return nil }
        self = methods
    }

    private static let stored = Dictionary(
        uniqueKeysWithValues: (0...3).map(Self.init(rawValue:)).map { ($0.text, $0) })
}
