import Domain

/// The fields of a user's details, in whatever form they stand.
extension Exchange {
    /// The details that a form sent.
    func details(otherwise language: Language) -> UserDetails {
        UserDetails(
            typedName: field("displayName"), typedEmail: field("email"),
            language: Language(rawValue: field("language")) ?? language)
    }

    func displayNameField(_ details: UserDetails, _ problems: [DetailsProblem]) -> Field {
        let message = problems.lazy.compactMap { problem -> Message? in
            switch problem {
            case .displayNameTooLong: "displayName.tooLong"
            case .displayNameUnseen(let unseen): Message(unseen)
            case .emailMalformed: nil
            }
        }.first
        return Field(value: details.displayName.removingNeedlessUnseen, error: message.map(text))
    }

    func emailField(_ details: UserDetails, _ problems: [DetailsProblem]) -> Field {
        Field(value: details.email, error: problems.contains(.emailMalformed) ? text("email.malformed") : nil)
    }

    func languageChoices(_ chosen: Language) -> [Choice] {
        Language.allCases.map { Choice(value: $0.rawValue, label: $0.endonym, isChosen: $0 == chosen) }
    }
}
