import Domain

/// Who acts: through whatever door somebody comes, a use case gets this one value.
public enum Caller: Sendable {
    /// Somebody signed in, as their browser showed it, from where they are.
    case user(SignedIn, Visit)
    /// Somebody who has not signed in.
    case stranger(Visit)
    /// Whoever may run commands on the data folder may do everything.
    case shell
    /// The server by itself.
    case server

    /// What the activity log says of them.
    var actor: Actor {
        switch self {
        case .user(let signedIn, let visit): visit.actor(signedIn)
        case .stranger(let visit): visit.stranger()
        case .shell: .shell
        case .server: .server
        }
    }

    /// Whether this is one's own account.
    func isUser(_ id: UserID) -> Bool {
        if case .user(let signedIn, _) = self { signedIn.user.id == id } else { false }
    }
}
