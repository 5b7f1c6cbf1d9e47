struct UserPage: Page {
    static let template = Template("user", PackageResources.user_mustache)
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
    /// Locked until an administrator unlocks: too many wrong attempts in a row.
    var isLockedForGood: Bool
    var isLocked: Bool
    var unlockPath: String
    var passwordResetPath: String
    var created: Moment
    var lastSignIn: Moment?
    var problem: String?
    var lookAlike: LookAlikeQuestion?
}
