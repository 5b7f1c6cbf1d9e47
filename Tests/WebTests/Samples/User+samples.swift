@testable import Web

extension UserPage: Sampled {
    static let samples: [UserPage] = [enrolled, unenrolled, own]

    /// With an authenticator that was blocked, and locked for some minutes.
    private static let enrolled = UserPage(
        frame: .inside("Anna Kovács", "/users", notice: "The user has been saved."), savePath: "/users/0199a1",
        listPath: "/users?search=anna",
        name: Field(value: "anna"), displayName: Field(value: "Anna Kovács"),
        email: Field(value: "anna@danube-contact.example"), languages: Choice.languages, isActive: true,
        isAdministrator: false, twoFactorEnabled: true, twoFactorKept: false, twoFactorBlocked: true, misses: 100,
        isSelf: false,
        hasPassword: true,
        lockedUntil: .soon, isLockedForGood: false, isLocked: true, unlockPath: "/users/0199a1/unlock",
        passwordResetPath: "/users/0199a1/password-reset", created: .friday, lastSignIn: .monday, problem: nil)

    /// New, inactive, without a password, locked for good, with everything wrong.
    private static let unenrolled = UserPage(
        frame: .inside("Bence Tóth", "/users"), savePath: "/users/0199a2",
        listPath: "/users?search=anna",
        name: Field(value: "anna", error: "This user name is taken. Choose another one."),
        displayName: Field(value: "Bence Tóth"),
        email: Field(value: "bence@", error: "This does not look like an e-mail address."),
        languages: Choice.languages, isActive: false, isAdministrator: false, twoFactorEnabled: false,
        twoFactorBlocked: false, misses: 0, isSelf: false, hasPassword: false, lockedUntil: nil, isLockedForGood: true,
        isLocked: true, unlockPath: "/users/0199a2/unlock", passwordResetPath: "/users/0199a2/password-reset",
        created: .friday, lastSignIn: nil, problem: nil, lookAlike: .sample)

    private static let own = UserPage(
        frame: .inside("Katalin Őrsi", "/users"), savePath: "/users/0199a3",
        listPath: "/users?search=anna", name: Field(value: "katalin"),
        displayName: Field(value: "Katalin Őrsi"), email: Field(value: ""), languages: Choice.languages,
        isActive: true, isAdministrator: true, twoFactorEnabled: true, twoFactorBlocked: false, misses: 0, isSelf: true,
        hasPassword: true, lockedUntil: nil, isLockedForGood: false, isLocked: false,
        unlockPath: "/users/0199a3/unlock", passwordResetPath: "/users/0199a3/password-reset", created: .friday,
        lastSignIn: .monday,
        problem: "This is the last active administrator. Make somebody else an administrator first.")
}
