import Foundation

/// Why a typed user name cannot be one.
public enum UserNameProblem: Sendable, Equatable {
    case empty
    /// Too long, or with spaces.
    case malformed
    /// With a character inside that nobody sees and that no script asks for.
    case unseen(UnseenCharacter)
}

/// A user name: as its owner writes it, and the key by which it is unique and looked up.
///
/// Two names with equal keys are the same name: upper and lower case, full-width and composed forms do not differ
/// (Unicode NFKC with case folding, ASVS 6.2.8 does not apply to names; PCI DSS 8.2.1), nor do characters that nobody sees.
public struct UserName: Hashable, Sendable {
    public static let longest = 64
    /// In bytes, as typed.
    public static let longestTyped = 1024
    public let text: String
    public var key: String { Self.fold(text) }

    /// Takes a name that somebody is to have; nil where there is a ``problem(with:)``.
    public init?(_ typed: String) {
        guard Self.problem(with: typed) == nil else { return nil }
        text = Self.composed(typed)
    }

    /// Takes a name by which somebody is looked for: what nobody sees in it does not count.
    public init?(sought typed: String) {
        guard typed.utf8.count <= Self.longestTyped, let name = Self(typed) ?? Self(typed.removingUnseen) else {
            return nil
        }
        self = name
    }

    /// Takes a name that the database holds.
    public init(stored text: String) {
        self.text = text
    }

    /// Why nobody can have this name: it is empty, has over 64 code points, spaces, or a character inside that nobody sees.
    public static func problem(with typed: String) -> UserNameProblem? {
        guard typed.utf8.count <= longestTyped else { return .malformed }
        let text = composed(typed)
        if text.isEmpty { return .empty }
        if let unseen = text.needlessUnseen { return .unseen(unseen) }
        return text.unicodeScalars.count <= longest && text.unicodeScalars.allSatisfy(isAllowed) ? nil : .malformed
    }

    public static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }

    private static func composed(_ typed: String) -> String {
        typed.precomposedStringWithCompatibilityMapping.trimmingUnseen
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format: UnseenCharacter(scalar) == .joiner
        case .control, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

extension UserName {
    /// Folds case both ways, because lower-casing alone keeps letters apart that upper-casing joins (`ß`, `ſ`, `ı`). The dot that
    /// lower-casing leaves on `İ` goes, as that on `i` is no mark: the four letters of Turkish are one. What nobody sees goes too.
    static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.lowercased() }
        return text.removingUnseen.precomposedStringWithCompatibilityMapping.lowercased().uppercased().lowercased()
            .replacing("i\u{307}", with: "i").precomposedStringWithCompatibilityMapping
    }
}
