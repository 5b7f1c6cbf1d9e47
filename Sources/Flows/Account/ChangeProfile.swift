import Domain
import Storage

public enum ChangeProfileOutcome: Sendable {
    case changed
    case unfit([DetailsProblem])
}

extension Gatehouse {
    /// Changes one's own display name, e-mail address and language; the session takes the language at once.
    public func changeProfile(_ signedIn: SignedIn, to details: UserDetails, visit: Visit) async throws
        -> ChangeProfileOutcome
    {
        guard details.problems.isEmpty else { return .unfit(details.problems) }
        return try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            try act.sessions.setLanguage(details.language, of: signedIn.session.id)
            var user = signedIn.user
            guard user.details != details else {
                return .unrecorded(.changed, because: "it is as it was")
            }
            let changes = user.details.changes(to: details)
            user.details = details
            _ = try act.users.update(user)
            return Recorded(
                .changed, Activity(.profileChanged, by: act.actor, record: user.id.text, .changed(changes)))
        }
    }

    /// The language of the session changes, the user's own stays.
    public func chooseLanguage(_ language: Language, of signedIn: SignedIn, visit: Visit) async throws {
        try await write(.session, by: .user(signedIn, visit)) {
            try $0.sessions.setLanguage(language, of: signedIn.session.id)
        }
    }
}

extension UserDetails {
    /// Which fields differ.
    func changes(to other: UserDetails) -> [UserField] {
        UserField.allCases.filter { field in
            switch field {
            case .displayName: displayName != other.displayName
            case .email: email != other.email
            case .language: language != other.language
            }
        }
    }
}
