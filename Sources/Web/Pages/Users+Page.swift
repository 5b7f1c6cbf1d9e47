struct UsersPage: Page {
    static let template = "users"
    var frame: Frame
    var search: String
    /// Kept across a new search: hidden fields `sort`.
    var sort: String
    /// User name, display name and last sign-in, in this order; the template adds the columns that are not sorted by.
    var columns: [SortColumn]
    var users: [UserRow]
    var paging: Paging
}

struct SortColumn: Sendable {
    var label: String
    var path: String
    /// `ascending`, `descending` or nil: the value of `aria-sort`.
    var direction: String?
    var isAscending: Bool
    var isDescending: Bool
}

struct UserRow: Sendable {
    var path: String
    var name: String
    var displayName: String
    var email: String
    var twoFactorEnabled: Bool
    var isAdministrator: Bool
    var isInactive: Bool
    var isLocked = false
    /// Absent while locked: until an administrator unlocks.
    var lockedUntil: Moment?
    var lastSignIn: Moment?
}

extension UsersPage {
    static let samples = [
        UsersPage(
            frame: .inside("Users", "/users"), search: "", sort: "name", columns: SortColumn.samples,
            users: UserRow.samples,
            paging: Paging(first: 51, last: 100, total: 247, previous: "/users?page=1", next: "/users?page=3")),
        UsersPage(
            frame: .inside("Users", "/users", notice: "The user has been saved."), search: "anna", sort: "name",
            columns: SortColumn.samples, users: Array(UserRow.samples.prefix(1)),
            paging: Paging(first: 1, last: 1, total: 1, previous: nil, next: nil)),
        UsersPage(
            frame: .inside("Users", "/users"), search: "zebra", sort: "-name", columns: SortColumn.samples, users: [],
            paging: Paging(first: 0, last: 0, total: 0, previous: nil, next: nil)),
    ]
}

extension SortColumn {
    static let samples = [
        SortColumn(
            label: "User name", path: "/users?sort=-name", direction: "ascending", isAscending: true,
            isDescending: false),
        SortColumn(
            label: "Display name", path: "/users?sort=displayName", direction: nil, isAscending: false,
            isDescending: false),
        SortColumn(
            label: "Last sign-in", path: "/users?sort=lastSignIn", direction: nil, isAscending: false,
            isDescending: false),
    ]
}

extension UserRow {
    static let samples = [
        UserRow(
            path: "/users/0199a1", name: "anna", displayName: "Anna Kovács", email: "anna@danube-contact.example",
            twoFactorEnabled: true, isAdministrator: false, isInactive: false, lockedUntil: nil, lastSignIn: .monday),
        UserRow(
            path: "/users/0199a2", name: "bence", displayName: "Bence Tóth",
            email: "bence.toth.second.floor@danube-contact.example", twoFactorEnabled: false, isAdministrator: false,
            isInactive: true, lockedUntil: nil, lastSignIn: nil),
        UserRow(
            path: "/users/0199a3", name: "katalin", displayName: "Katalin Őrsi", email: "", twoFactorEnabled: true,
            isAdministrator: true, isInactive: false, lockedUntil: nil, lastSignIn: .friday),
        UserRow(
            path: "/users/0199a4", name: "mate", displayName: "Máté <Junior> Szűcs",
            email: "mate@danube-contact.example",
            twoFactorEnabled: true, isAdministrator: false, isInactive: false, lockedUntil: .soon, lastSignIn: .friday),
    ]
}
