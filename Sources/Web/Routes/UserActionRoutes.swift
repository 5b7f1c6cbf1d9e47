import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let userActionEndpoints: [Endpoint] = [
        .signedIn(
            .get, "/users/{id}/clear-two-factor", right: .manageUsers, recentProof: true, handle: askToClear),
        .signedIn(
            .post, "/users/{id}/clear-two-factor", right: .manageUsers, recentProof: true, handle: clearTwoFactor
        ).refilled(by: askToClear),
        .signedIn(.get, "/users/{id}/reset-password", right: .manageUsers, recentProof: true) { exchange, signedIn in
            let managed = try await exchange.managedUser(signedIn)
            return exchange.confirmPage(
                signedIn, managed, "resetPassword", ["text"], action: .issuePasswordReset(managed.user.id))
        },
        .signedIn(.post, "/users/{id}/reset-password", right: .manageUsers, recentProof: true, handle: resetPassword),
        .signedIn(.post, "/users/{id}/unlock", right: .manageUsers, recentProof: true, handle: unlock),
    ]

    private static let askToClear: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let managed = try await exchange.managedUser(signedIn)
        let paragraphs =
            managed.twoFactorBlockedAfter != nil ? ["text", "blocked", "consequence"] : ["text", "consequence"]
        return exchange.confirmPage(
            signedIn, managed, "clearTwoFactor", paragraphs, action: .clearTwoFactor(managed.user.id),
            choice: managed.twoFactorBlockedAfter != nil ? "keepPassword" : nil)
    }

    private static let clearTwoFactor: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let user = try await exchange.managedUser(signedIn).user
        let outcome = try await exchange.gatehouse.clearTwoFactor(
            of: user.id, keepingPassword: exchange.form.isTicked("keepPassword"), by: exchange.caller(signedIn))
        switch outcome {
        case .done(let user, let link?): return exchange.resetLinkPage(signedIn, user, link)
        case .done(let user, nil):
            return exchange.redirect(
                toPath: exchange.list.path(of: .user(user.id)), notice: .twoFactorCleared, name: user.shownName)
        case .unchanged: return .redirect(toPath: exchange.list.path(of: .user(user.id)))
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }

    private static let unlock: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let user = try await exchange.managedUser(signedIn).user
        let outcome = try await exchange.gatehouse.unlock(user.id, by: exchange.caller(signedIn))
        return try exchange.answer(outcome, user, notice: .unlocked)
    }

    private static let resetPassword: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        guard let id: UserID = exchange.identifier() else { throw Refusal.notFound }
        switch try await exchange.gatehouse.resetPassword(of: id, by: exchange.caller(signedIn)) {
        case .issued(let user, let link): return exchange.resetLinkPage(signedIn, user, link)
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }
}

extension Exchange {
    fileprivate func answer(_ outcome: ManageUserOutcome, _ user: User, notice: Notice) throws -> Reply {
        switch outcome {
        case .done: redirect(toPath: list.path(of: .user(user.id)), notice: notice)
        case .unchanged: .redirect(toPath: list.path(of: .user(user.id)))
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }

    /// - Parameters:
    ///   - name: of the messages `confirm.<name>.title`, `.label`, and those of the paragraphs and the choice.
    ///   - choice: the name of a checkbox, which is ticked only where it was before.
    fileprivate func confirmPage(
        _ signedIn: SignedIn, _ managed: ManagedUser, _ name: String, _ paragraphs: [String], action: Route,
        choice: String? = nil
    ) -> Reply {
        let state = signedIn.state
        let parameters = [
            "name": managed.user.nameInFull, "misses": managed.twoFactorBlockedAfter.map { "\($0)" } ?? "",
        ]
        let page = ConfirmPage(
            frame: frame(Message("confirm.\(name).title", parameters), state: state),
            paragraphs: paragraphs.map { text(Message("confirm.\(name).\($0)", parameters), state) },
            choice: choice.map {
                ConfirmChoice(
                    name: $0, label: text(Message("confirm.\(name).\($0)", parameters), state),
                    isTicked: form.isTicked($0))
            },
            action: list.path(of: action), confirmLabel: text(Message("confirm.\(name).label"), state),
            cancelPath: list.path(of: .user(managed.user.id)))
        return render(page, state)
    }
}
