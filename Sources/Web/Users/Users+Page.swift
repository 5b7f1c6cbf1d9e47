struct UsersPage: Page {
    static let template = Template("users", PackageResources.users_mustache)
    var frame: Frame
    var search: String
    /// Where a user is added, from where one comes back to this part of the list.
    var addPath: String
    /// Kept across a new search: hidden fields `sort`.
    var sort: String
    /// What the column of people is sorted by: display name or user name.
    var personColumns: [SortColumn]
    /// The direction of whichever of them is chosen.
    var personDirection: String?
    var lastSignInColumn: SortColumn
    var users: [UserRow]
    var paging: Paging
}

struct SortColumn: Sendable {
    var label: String
    var path: String
    /// `ascending`, `descending` or nil: the value of `aria-sort`.
    var direction: String?
}

struct UserRow: Sendable {
    var path: String
    var name: String
    var displayName: String
    /// The address in pieces, so that it breaks at its signs and not inside a word.
    var emailParts: [String]
    var hasPassword = true
    var twoFactorEnabled: Bool
    var isAdministrator: Bool
    var isInactive: Bool
    var isLocked = false
    /// Absent while locked: until an administrator unlocks.
    var lockedUntil: Moment?
    var lastSignIn: Moment?
}
