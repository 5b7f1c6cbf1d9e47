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
        .signedIn(.post, .unlockUser, body: .form(), right: .manageUsers, recentProof: true, handle: unlock),
    ]

    private static let askToClear: SignedInHandler = { exchange, _ in
        let managed = try await exchange.managedUser()
        let paragraphs =
            managed.twoFactorBlockedAfter != nil ? ["text", "blocked", "consequence"] : ["text", "consequence"]
        return exchange.confirmPage(
            managed, "clearTwoFactor", paragraphs, action: .clearTwoFactor,
            choice: managed.twoFactorBlockedAfter != nil ? "keepPassword" : nil)
    }

    private static let clearTwoFactor: SignedInHandler = { exchange, _ in
        let user = try await exchange.managedUser().user
        let outcome = try await exchange.gatehouse.clearAuthenticators(
            of: user.id, keepingPassword: exchange.form.isTicked("keepPassword"), by: exchange.caller)
        switch outcome {
        case .done(let user, let link?): return exchange.passwordResetIssuePage(user, link)
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
}

extension Exchange {
    fileprivate func answer(_ outcome: UnlockUserOutcome, _ user: User, notice: Notice) throws -> Reply {
        switch outcome {
        case .done: redirect(toPath: list.path(of: .user, user.id), notice: notice)
        case .unchanged: .redirect(toPath: list.path(of: .user, user.id))
        case .notFound: throw Refusal.notFound
        case .ownAccount: throw Refusal.forbidden
        }
    }
}
