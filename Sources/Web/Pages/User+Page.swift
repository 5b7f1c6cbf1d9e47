struct UserPage: Page {
    static let template = "user"
    static let keepsTyped = true
    var frame: Frame
    var savePath: String
    /// The list as it was before this user was chosen.
    var listPath: String
    var name: Field
    var displayName: Field
    var email: Field
    var languages: [Choice]
    var isActive: Bool
    var isAdministrator: Bool
    var twoFactorEnabled: Bool
    /// Whether its checkbox is ticked: cleared and not saved yet, it stays cleared.
    var twoFactorKept = true
    /// Set when an authenticator was disabled after too many wrong codes.
    var twoFactorBlocked: Bool
    /// After how many wrong codes it was blocked.
    var misses: Int
    /// The administrator looks at their own account: rights, activity and two-factor authentication are not changed here.
    var isSelf: Bool
    var hasPassword: Bool
    var lockedUntil: Moment?
    /// Locked until an administrator unlocks: 100 wrong attempts in a row.
    var isLockedForGood: Bool
    var isLocked: Bool
    var unlockPath: String
    var resetPath: String
    var created: Moment
    var lastSignIn: Moment?
    var problem: String?
    var lookAlike: LookAlikeQuestion?
}

extension UserPage {
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
        resetPath: "/users/0199a1/reset-password", created: .friday, lastSignIn: .monday, problem: nil)

    /// New, inactive, without a password, locked for good, with everything wrong.
    private static let unenrolled = UserPage(
        frame: .inside("Bence Tóth", "/users"), savePath: "/users/0199a2",
        listPath: "/users?search=anna",
        name: Field(value: "anna", error: "This user name is taken. Choose another one."),
        displayName: Field(value: "Bence Tóth"),
        email: Field(value: "bence@", error: "This does not look like an e-mail address."),
        languages: Choice.languages, isActive: false, isAdministrator: false, twoFactorEnabled: false,
        twoFactorBlocked: false, misses: 0, isSelf: false, hasPassword: false, lockedUntil: nil, isLockedForGood: true,
        isLocked: true, unlockPath: "/users/0199a2/unlock", resetPath: "/users/0199a2/reset-password",
        created: .friday, lastSignIn: nil, problem: nil, lookAlike: .sample)

    private static let own = UserPage(
        frame: .inside("Katalin Őrsi", "/users"), savePath: "/users/0199a3",
        listPath: "/users?search=anna", name: Field(value: "katalin"),
        displayName: Field(value: "Katalin Őrsi"), email: Field(value: ""), languages: Choice.languages,
        isActive: true, isAdministrator: true, twoFactorEnabled: true, twoFactorBlocked: false, misses: 0, isSelf: true,
        hasPassword: true, lockedUntil: nil, isLockedForGood: false, isLocked: false,
        unlockPath: "/users/0199a3/unlock", resetPath: "/users/0199a3/reset-password", created: .friday,
        lastSignIn: .monday,
        problem: "This is the last active administrator. Make somebody else an administrator first.")
}
