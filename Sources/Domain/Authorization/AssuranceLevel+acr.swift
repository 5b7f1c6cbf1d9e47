extension AssuranceLevel {
    /// The value of `acr` (OpenID Connect Core §2).
    public var acr: String { "urn:gatehouse:\(rawValue)" }

    /// Nil for a level that nobody here can reach.
    public init?(acr: String) {
        guard let level = Self.allCases.first(where: { $0.acr == acr }) else { return nil }
        self = level
    }
}

extension AuthenticationMethods {
    /// The values of `amr` (RFC 8176 §2): each method, and `mfa` where there was more than one.
    public var amr: [String] { names.count > 1 ? names + ["mfa"] : names }
}
