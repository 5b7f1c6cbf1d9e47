/// What is done about ``UnseenCharacter``.
extension String {
    /// Without spaces, and characters that nobody sees, around it: what comes along when a text is copied from elsewhere.
    public var trimmingUnseen: String {
        if isPlain { return self }
        let scalars = Array(unicodeScalars)
        let seen = scalars.indices.filter { !Self.isBlank(at: $0, in: scalars) }
        guard let first = seen.first, let last = seen.last else { return "" }
        return String(UnicodeScalarView(scalars[first...last]))
    }

    /// Without any character that nobody sees: for what is compared, and never shown to others.
    public var removingUnseen: String {
        if isPlain { return self }
        return String(UnicodeScalarView(unicodeScalars.filter { UnseenCharacter($0) == nil }))
    }

    /// Without those that no script asks for: for showing what was stored before they were refused.
    public var removingNeedlessUnseen: String {
        if isPlain { return self }
        let scalars = Array(unicodeScalars)
        let kept = scalars.indices.filter { !Self.isNeedless(at: $0, in: scalars) }
        return String(UnicodeScalarView(kept.map { scalars[$0] }))
    }

    /// The first character that nobody sees and that no script asks for.
    var needlessUnseen: UnseenCharacter? {
        if isPlain { return nil }
        let scalars = Array(unicodeScalars)
        return scalars.indices.first { Self.isNeedless(at: $0, in: scalars) }.flatMap { UnseenCharacter(scalars[$0]) }
    }

    /// Printable ASCII without a space: most of what is typed, and nothing to look for in it.
    private var isPlain: Bool { utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    private static func isBlank(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        scalars[index].properties.isWhitespace || isNeedless(at: index, in: scalars)
    }

    private static func isNeedless(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        UnseenCharacter(scalars[index]) != nil && !UnseenCharacter.isNeeded(at: index, in: scalars)
    }
}
