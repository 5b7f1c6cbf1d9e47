/// What can be said once, after something was done.
enum Notice: String, CaseIterable {
    case signInExpired = "signIn.expired"
    case signedOut = "signIn.signedOut"
    case sessionEndedForMe = "signIn.sessionEnded"
    case twoFactorOn = "notice.twoFactorOn"
    case twoFactorOff = "notice.twoFactorOff"
    case passwordChanged = "notice.passwordChanged"
    case profileSaved = "notice.profileSaved"
    case sessionEnded = "notice.sessionEnded"
    case applicationEnded = "notice.applicationEnded"
    case otherSessionsEnded = "notice.otherSessionsEnded"
    case userSaved = "notice.userSaved"
    case applicationAdded = "notice.applicationAdded"
    case applicationSaved = "notice.applicationSaved"
    case applicationDisabled = "notice.applicationDisabled"
    case applicationEnabled = "notice.applicationEnabled"
    case applicationDeleted = "notice.applicationDeleted"
    case clientSecretEnded = "notice.clientSecretEnded"
    case twoFactorCleared = "notice.twoFactorCleared"
    case unlocked = "notice.unlocked"
    case setupDone = "notice.setupDone"
    case passwordSet = "notice.passwordSet"
    /// Somebody else is signed in here than the one who can sign in now.
    case otherCanSignIn = "notice.otherCanSignIn"
    case twoFactorOnAlready = "notice.twoFactorOnAlready"
    case twoFactorOffAlready = "notice.twoFactorOffAlready"
    case keyReplaced = "notice.keyReplaced"
    case formKept = "notice.formKept"

    var takesName: Bool {
        [.twoFactorCleared, .otherCanSignIn, .applicationDeleted].contains(self) || leadsToSignIn
    }

    /// Said on the sign-in page to somebody whose user name is known.
    var leadsToSignIn: Bool { self == .passwordSet || self == .setupDone }
}
