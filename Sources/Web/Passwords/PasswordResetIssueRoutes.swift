import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let passwordResetIssueEndpoints: [Endpoint] = [
        .signedIn(.get, .passwordResetIssue, right: .manageUsers, recentProof: true) { exchange, _ in
            let managed = try await exchange.managedUser()
            return exchange.confirmPage(
                managed, "passwordReset", ["text"], action: .passwordResetIssue)
        },
        .signedIn(
            .post, .passwordResetIssue, body: .form(), right: .manageUsers, recentProof: true, handle: issue),
    ]

    private static let issue: SignedInHandler = { exchange, _ in
        guard let id: UserID = exchange.identifier() else { throw Refusal.notFound }
        switch try await exchange.gatehouse.issuePasswordReset(of: id, by: exchange.caller) {
        case .issued(let user, let link): return exchange.passwordResetIssuePage(user, link)
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }
}

extension Exchange {
    /// Shows a link, the only time.
    ///
    /// - Parameter isNew: whether the user has just been added, and the next one may follow.
    func passwordResetIssuePage(_ user: User, _ link: PasswordResetLink, isNew: Bool = false) -> Reply {
        // What is shown once has no other edition.
        var frame = frame("passwordResetIssue.title")
        frame.languages = []
        let page = PasswordResetIssuePage(
            frame: frame, userName: user.name.text,
            displayName: user.shownName, link: Site.passwordResetURL(link.token, publicURL: site.settings.publicURL),
            expires: Moment(link.expires, language), addPath: isNew ? list.path(of: .newUser) : nil,
            backPath: list.path(of: .user, user.id))
        return render(page)
    }
}
