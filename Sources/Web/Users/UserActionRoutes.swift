import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let userActionEndpoints: [Endpoint] = [
        .signedIn(
            .get, .clearTwoFactor, right: .manageUsers, recentProof: true, handle: askToClear),
        .signedIn(
            .post, .clearTwoFactor, body: .form(), right: .manageUsers, recentProof: true, handle: clearTwoFactor
        ).refilled(by: askToClear),
        .signedIn(.get, .issuePasswordReset, right: .manageUsers, recentProof: true) { exchange, _ in
            let managed = try await exchange.managedUser()
            return exchange.confirmPage(
                managed, "resetPassword", ["text"], action: .issuePasswordReset)
        },
        .signedIn(
            .post, .issuePasswordReset, body: .form(), right: .manageUsers, recentProof: true, handle: resetPassword),
        .signedIn(.post, .unlockUser, body: .form(), right: .manageUsers, recentProof: true, handle: unlock),
    ]

    private static let askToClear: SignedInHandler = { exchange, _ in
        let managed = try await exchange.managedUser()
        let paragraphs = managed.isTwoFactorBlocked ? ["text", "blocked", "consequence"] : ["text", "consequence"]
        return exchange.confirmPage(
            managed, "clearTwoFactor", paragraphs, action: .clearTwoFactor,
            choice: managed.isTwoFactorBlocked ? "keepPassword" : nil)
    }

    private static let clearTwoFactor: SignedInHandler = { exchange, _ in
        let user = try await exchange.managedUser().user
        let outcome = try await exchange.gatehouse.clearTwoFactor(
            of: user.id, keepingPassword: exchange.form.isTicked("keepPassword"), by: exchange.caller)
        switch outcome {
        case .done(let user, let link?): return exchange.resetLinkPage(user, link)
        case .done(let user, nil):
            return exchange.redirect(
                toPath: exchange.list.path(of: .user, user.id), notice: .twoFactorCleared, name: user.shownName)
        case .unchanged: return .redirect(toPath: exchange.list.path(of: .user, user.id))
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }

    private static let unlock: SignedInHandler = { exchange, _ in
        let user = try await exchange.managedUser().user
        let outcome = try await exchange.gatehouse.unlock(user.id, by: exchange.caller)
        return try exchange.answer(outcome, user, notice: .unlocked)
    }

    private static let resetPassword: SignedInHandler = { exchange, _ in
        guard let id: UserID = exchange.identifier() else { throw Refusal.notFound }
        switch try await exchange.gatehouse.resetPassword(of: id, by: exchange.caller) {
        case .issued(let user, let link): return exchange.resetLinkPage(user, link)
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }
}

extension Exchange {
    fileprivate func answer(_ outcome: ManageUserOutcome, _ user: User, notice: Notice) throws -> Reply {
        switch outcome {
        case .done: redirect(toPath: list.path(of: .user, user.id), notice: notice)
        case .unchanged: .redirect(toPath: list.path(of: .user, user.id))
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }

    /// - Parameters:
    ///   - name: of the messages `confirm.<name>.title`, `.label`, and those of the paragraphs and the choice.
    ///   - choice: the name of a checkbox, which is ticked only where it was before.
    fileprivate func confirmPage(
        _ managed: ManagedUser, _ name: String, _ paragraphs: [String], action: Route<UserID>,
        choice: String? = nil
    ) -> Reply {
        let parameters = ["name": managed.user.nameInFull]
        let page = ConfirmPage(
            frame: frame(Message("confirm.\(name).title", parameters)),
            paragraphs: paragraphs.map { text(Message("confirm.\(name).\($0)", parameters)) },
            choice: choice.map {
                ConfirmChoice(
                    name: $0, label: text(Message("confirm.\(name).\($0)", parameters)),
                    isTicked: form.isTicked($0))
            },
            action: list.path(of: action, managed.user.id), confirmLabel: text(Message("confirm.\(name).label")),
            cancelPath: list.path(of: .user, managed.user.id))
        return render(page)
    }
}
