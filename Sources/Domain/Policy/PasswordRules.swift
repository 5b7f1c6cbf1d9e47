/// Why a new password is refused.
public enum PasswordProblem: Sendable, Equatable {
    case tooShort(minimum: Int)
    case tooLong
    /// One of the passwords that are tried first everywhere (ASVS 6.2.4), or one of them with digits or signs around it.
    case common
    /// Made of a word that anybody would try for this account (ASVS 6.1.2, 6.2.11).
    case context(word: String)
    /// Mostly repetition, or runs along the alphabet, the digits or a row of keys.
    case pattern
    /// One word that alone would be too short, and a year.
    case wordWithYear
}

/// What makes a new password good enough. There are no composition rules (ASVS 6.2.5).
public struct PasswordRules: Sendable, Equatable {
    /// Characters that a new password has at least.
    public var minimum: Int
    /// How long a link works by which a user sets one.
    public var resetLifetime: Span

    public init(minimum: Int, resetLifetime: Span) {
        self.minimum = minimum
        self.resetLifetime = resetLifetime
    }

    public static let standard = PasswordRules(minimum: 12, resetLifetime: .hours(24))

    /// - Parameter words: that anybody would try for this account: the names of product and organisation, user name, display name and
    ///   e-mail address.
    /// - Returns: the first problem, or nil.
    public func problem(with password: Password, words: [String]) -> PasswordProblem? {
        if password.isTooLong { return .tooLong }
        if password.length < minimum { return .tooShort(minimum: minimum) }
        let folded = UserName.fold(password.text)
        let plain = SearchWords.sortKey(folded)
        if let word = Self.contextWord(in: plain, words) { return .context(word: word) }
        if PasswordPattern(folded).isPredictable { return .pattern }
        if Self.isCommon(plain) { return .common }
        return isWordWithYear(plain) ? .wordWithYear : nil
    }

    /// The passwords of the shipped list, without accents, alone, doubled, or with digits and signs around them; a listed word inside a longer
    /// phrase is allowed (NIST compares the entire password).
    private static func isCommon(_ folded: String) -> Bool {
        let core = core(of: folded)
        return [folded, core, repeatedPiece(of: folded), repeatedPiece(of: core)].compactMap(\.self)
            .contains(where: CommonPasswords.contains)
    }

    private static func contextWord(in folded: String, _ words: [String]) -> String? {
        let core = core(of: folded)
        let piece = repeatedPiece(of: core) ?? core
        let words = words.flatMap(variants).filter { $0.count >= 3 }
        return words.first { word in
            let rest = Self.core(of: folded.replacing(word, with: ""))
            return piece == word || (folded.contains(word) && rest.count < 4)
        }
    }

    /// A name with and without its separators, and its parts: `anna.kis@example.org` → that, `annakisexampleorg`, `anna`, …
    private static func variants(of word: String) -> [String] {
        let folded = SearchWords.sortKey(word)
        let parts = folded.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        return [folded, parts.joined()] + parts
    }

    /// Without the digits and signs before and after: `2026!Password123` → `password`.
    private static func core(of folded: String) -> String {
        var core = folded[...]
        while let last = core.last, !last.isLetter { core.removeLast() }
        while let first = core.first, !first.isLetter { core.removeFirst() }
        return String(core)
    }

    /// The shortest piece that `text` consists of twice or more.
    private static func repeatedPiece(of text: String) -> String? {
        let characters = Array(text)
        guard characters.count >= 2 else { return nil }
        for length in 1...(characters.count / 2) where characters.count.isMultiple(of: length) {
            if characters.indices.allSatisfy({ characters[$0] == characters[$0 % length] }) {
                return String(characters[..<length])
            }
        }
        return nil
    }

    /// `Kecskemét2026!`, `1987november`: a word, a year or a date that begins or ends with one, and no more than four signs.
    private func isWordWithYear(_ plain: String) -> Bool {
        let word = Self.core(of: plain)
        guard (4..<minimum).contains(word.count), word.allSatisfy(\.isLetter) else { return false }
        let numbers = plain.split { !($0.isASCII && $0.isNumber) }
        guard numbers.count == 1, let number = numbers.first, [4, 6, 8].contains(number.count) else { return false }
        let hasYear = [number.prefix(4), number.suffix(4)].contains { $0.hasPrefix("19") || $0.hasPrefix("20") }
        return hasYear && plain.count - word.count - number.count <= 4
    }
}
