/// What a user may change about themselves.
public struct UserDetails: Sendable, Equatable {
    public static let longestName = 100
    public static let longestEmail = 254

    public var displayName: String
    /// Empty when none is known.
    public var email: String
    public var language: Language

    public init(displayName: String, email: String, language: Language) {
        self.displayName = displayName
        self.email = email
        self.language = language
    }

    /// Takes what somebody typed, pasted or sent in a file.
    public init(typedName: String, typedEmail: String, language: Language) {
        self.init(
            displayName: typedName.trimmingUnseen, email: typedEmail.removingUnseen.trimmingUnseen, language: language)
    }
}

/// What is wrong with typed details.
public enum DetailsProblem: Sendable, Equatable {
    case displayNameTooLong
    /// A character inside the display name that nobody sees and that no script asks for: it may change what others read.
    case displayNameUnseen(UnseenCharacter)
    case emailMalformed
}

extension UserDetails {
    /// The problems of these details; none means that they can be stored.
    public var problems: [DetailsProblem] {
        var problems: [DetailsProblem] = []
        if displayName.unicodeScalars.count > Self.longestName {
            problems.append(.displayNameTooLong)
        } else if let unseen = displayName.needlessUnseen {
            problems.append(.displayNameUnseen(unseen))
        }
        if !email.isEmpty && !Self.isEmail(email) { problems.append(.emailMalformed) }
        return problems
    }

    /// One `@` with something on both sides, no spaces or characters that nobody sees: whether it receives mail, only mail can tell.
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= longestEmail
            && !text.unicodeScalars.contains { UnseenCharacter($0) != nil || $0.properties.isWhitespace }
    }
}
