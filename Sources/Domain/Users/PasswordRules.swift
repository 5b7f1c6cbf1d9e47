/// Why a new password is refused.
public enum PasswordProblem: Sendable, Equatable {
    case tooShort(minimum: Int)
    case tooLong
    /// One of the passwords that are tried first everywhere (ASVS 6.2.4), or one of them with digits or signs around it.
    case common
    /// Made of a word that anybody would try for this account (ASVS 6.1.2, 6.2.11).
    case context(word: String)
    /// The same piece over and over, or a run along the alphabet or the digits.
    case pattern
}

/// What makes a new password good enough. There are no composition rules (ASVS 6.2.5).
public struct PasswordRules: Sendable {
    public static let minimum = 12
    /// Names of product and organisation.
    public var bannedWords: [String]

    public init(bannedWords: [String]) {
        self.bannedWords = bannedWords
    }

    /// - Parameter userWords: user name, display name and e-mail address of the password's owner.
    /// - Returns: the first problem, or nil.
    public func problem(with password: Password, userWords: [String]) -> PasswordProblem? {
        if password.isTooLong { return .tooLong }
        if password.length < Self.minimum { return .tooShort(minimum: Self.minimum) }
        let folded = UserName.fold(password.text)
        if Self.isPattern(folded) { return .pattern }
        if let word = contextWord(in: SearchWords.sortKey(folded), userWords: userWords) { return .context(word: word) }
        return Self.isCommon(folded) ? .common : nil
    }

    /// The passwords of the shipped list, alone, doubled, or with digits and signs around them; a listed word inside a longer
    /// phrase is allowed (NIST compares the entire password).
    private static func isCommon(_ folded: String) -> Bool {
        let core = core(of: folded)
        return [folded, core, repeatedPiece(of: folded), repeatedPiece(of: core)].compactMap(\.self)
            .contains(where: CommonPasswords.contains)
    }

    private func contextWord(in folded: String, userWords: [String]) -> String? {
        let core = Self.core(of: folded)
        let piece = Self.repeatedPiece(of: core) ?? core
        let words = (bannedWords + userWords).flatMap(Self.variants).filter { $0.count >= 3 }
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

    private static func isPattern(_ folded: String) -> Bool {
        if let piece = repeatedPiece(of: folded), piece.count <= 4 || isRun(piece) { return true }
        return isRun(folded)
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

    /// `abcdefghijkl`, `123456789012`, `987654321098`: at most every fourth step leaves the run.
    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        guard values.count >= 4 else { return false }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        return [1, -1].contains { direction in
            steps.count { $0 == direction } * 4 >= steps.count * 3
        }
    }
}
