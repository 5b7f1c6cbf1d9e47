@testable import Web

extension UsersPage: Sampled {
    static let samples = [
        UsersPage(
            frame: .inside("Users", "/users"), search: "", addPath: "/users/new", sort: "name",
            personColumns: SortColumn.people,
            personDirection: "ascending", lastSignInColumn: .lastSignIn, users: UserRow.samples,
            paging: Paging(first: 51, last: 100, total: 247, previous: "/users?page=1", next: "/users?page=3")),
        UsersPage(
            frame: .inside("Users", "/users", notice: "The user has been saved."), search: "anna",
            addPath: "/users/new?search=anna", sort: "name",
            personColumns: SortColumn.people, personDirection: "ascending", lastSignInColumn: .lastSignIn,
            users: Array(UserRow.samples.prefix(1)),
            paging: Paging(first: 1, last: 1, total: 1, previous: nil, next: nil)),
        UsersPage(
            frame: .inside("Users", "/users"), search: "zebra",
            addPath: "/users/new?search=zebra&sort=-name", sort: "-name",
            personColumns: SortColumn.people, personDirection: nil, lastSignInColumn: .lastSignIn, users: [],
            paging: Paging(first: 0, last: 0, total: 0, previous: nil, next: nil)),
    ]
}

extension SortColumn {
    static let people = [
        SortColumn(label: "Display name", path: "/users?sort=displayName", direction: nil),
        SortColumn(label: "User name", path: "/users?sort=-name", direction: "ascending"),
    ]
    static let lastSignIn = SortColumn(label: "Last sign-in", path: "/users?sort=lastSignIn", direction: "descending")
}

extension UserRow {
    static let samples = [
        UserRow(
            path: "/users/0199a1", name: "anna", displayName: "Anna Kovács",
            emailParts: ["anna", "@danube-contact.", "example"],
            twoFactorEnabled: true, isAdministrator: false, isInactive: false, lockedUntil: nil, lastSignIn: .monday),
        UserRow(
            path: "/users/0199a2", name: "bence", displayName: "Bence Tóth",
            emailParts: ["bence.", "toth.", "second.", "floor", "@danube-contact.", "example"], hasPassword: false,
            twoFactorEnabled: false, isAdministrator: false,
            isInactive: true, lockedUntil: nil, lastSignIn: nil),
        UserRow(
            path: "/users/0199a3", name: "katalin", displayName: "Katalin Őrsi", emailParts: [], twoFactorEnabled: true,
            isAdministrator: true, isInactive: false, lockedUntil: nil, lastSignIn: .friday),
        UserRow(
            path: "/users/0199a4", name: "mate", displayName: "Máté <Junior> Szűcs",
            emailParts: ["mate", "@danube-contact.", "example"],
            twoFactorEnabled: true, isAdministrator: false, isInactive: false, lockedUntil: .soon, lastSignIn: .friday),
    ]
}
