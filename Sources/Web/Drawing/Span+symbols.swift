import Domain

extension Span {
    /// In the largest unit of which it is a whole number, by the symbol that every language has: `12 h`, `30 min`, `90 s`.
    var symbols: String {
        let seconds = wholeSeconds
        if seconds.isMultiple(of: 3600) { return "\(seconds / 3600)\u{A0}h" }
        return seconds.isMultiple(of: 60) ? "\(seconds / 60)\u{A0}min" : "\(seconds)\u{A0}s"
    }
}
