import Domain
import Storage

/// A new password, with the rules by which it is judged before anybody pays for its hash. The transaction that stores it judges by its own.
struct NewPassword: Sendable {
    let password: Password
    /// What anybody would try for this account.
    let words: [String]
    let rules: PasswordRules

    /// Why it is refused, or nil.
    var problem: PasswordProblem? { rules.problem(with: password, words: words) }

    /// The same by the rules of the transaction that stores it. By the same rules it passed already: nobody waits for that again.
    func problem(by current: PasswordRules) -> PasswordProblem? {
        current == rules ? nil : current.problem(with: password, words: words)
    }
}

extension Gatehouse {
    /// The rules for new passwords as they are now: what a page shows of them.
    public func passwordRules() async throws -> PasswordRules {
        try await lookUp(because: "whoever may choose a password may know the rules") { try $0.policy.passwords }
    }

    /// Why a new password would be refused now, or nil.
    /// - Parameter words: of its owner.
    public func problem(with password: Password, of words: [String]) async throws -> PasswordProblem? {
        try await newPassword(password, of: words).problem
    }

    /// - Parameter words: of its owner.
    func newPassword(_ password: Password, of words: [String]) async throws -> NewPassword {
        NewPassword(password: password, words: branding.names + words, rules: try await passwordRules())
    }
}

extension Act {
    /// Stores a password; a reset link under way is dead.
    func setPassword(_ hash: PasswordHash, of user: UserID) throws {
        try transaction.passwords.set(hash, for: user)
        try transaction.passwordResets.revoke(for: user)
    }
}

extension User {
    /// What anybody would try in a password of theirs.
    var words: [String] { [name.text] + details.words }
}

extension UserDetails {
    public var words: [String] { [displayName, email] }
}
