/// What a person is asked before an application learns who they are.
public enum ConsentQuestion: Sendable, Equatable {
    case none
    /// One click: whoever else runs on the same machine can wait for the answer too (RFC 8252 §8.6).
    case click
    /// Who it is, and what they are asked for; remembered.
    case consent
}

extension Application {
    public var question: ConsentQuestion {
        switch (template, details.ownership) {
        case (_, .foreign), (.mobile, _): .consent
        case (.native, .own): .click
        case (_, .own): .none
        }
    }
}
