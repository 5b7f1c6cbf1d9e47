import Domain
import Flows

extension UserQuery {
    /// Reads `search`, `sort` (`name`, `-lastSignIn`, …) and `page`; what is unreadable counts as absent.
    init(_ form: Form) {
        let sort = form["sort"] ?? ""
        self.init(
            search: String((form["search"] ?? "").removingUnseen.prefix(200)),
            order: Order(rawValue: String(sort.trimmingPrefix("-"))) ?? .name, isDescending: sort.hasPrefix("-"),
            page: min(max(form["page"].flatMap(Int.init) ?? 1, 1), 1_000_000) - 1)
    }

    fileprivate var sort: String { (isDescending ? "-" : "") + order.rawValue }

    /// The path of the list, or of a page that leads back to it, which carries the list's place in its query.
    func path(of route: Route<Never> = .users) -> String {
        route.path(query: [
            "search": search, "sort": sort == "name" ? "" : sort, "page": page == 0 ? "" : "\(page + 1)",
        ])
    }

    func path(of route: Route<UserID>, _ id: UserID) -> String { path(of: route(id)) }
}

extension Exchange {
    func usersPage(_ query: UserQuery, _ users: [ListedUser], total: Int) -> UsersPage {
        let people = [UserQuery.Order.displayName, .name].map { column($0, query) }
        return UsersPage(
            frame: frame("users.title"), search: query.search,
            addPath: query.path(of: .newUser), sort: query.sort, personColumns: people,
            personDirection: people.lazy.compactMap(\.direction).first,
            lastSignInColumn: column(.lastSignIn, query), users: users.map { row($0, query) },
            paging: paging(query, shown: users.count, total: total))
    }

    private func row(_ listed: ListedUser, _ query: UserQuery) -> UserRow {
        let user = listed.user
        return UserRow(
            path: query.path(of: .user, user.id), name: user.name.text, displayName: user.shownDisplayName,
            emailParts: user.details.email.breaking(after: ".", before: "@"), hasPassword: listed.hasPassword,
            twoFactorEnabled: listed.hasTwoFactor, isAdministrator: user.isAdministrator, isInactive: !user.isActive,
            isLocked: listed.isLocked, lockedUntil: listed.lockedUntil.map { Moment($0, language) },
            lastSignIn: user.lastSignInAt.map { moment($0) })
    }

    private func column(_ order: UserQuery.Order, _ query: UserQuery) -> SortColumn {
        let isCurrent = query.order == order
        var next = query
        next.order = order
        next.isDescending = isCurrent && !query.isDescending
        next.page = 0
        return SortColumn(
            label: text(Message("users.column.\(order.rawValue)")), path: next.path(),
            direction: isCurrent ? (query.isDescending ? "descending" : "ascending") : nil)
    }

    private func paging(_ query: UserQuery, shown: Int, total: Int) -> Paging {
        let first = query.page * UserQuery.pageSize
        var previous = query
        previous.page -= 1
        var next = query
        next.page += 1
        return Paging(
            first: shown == 0 ? 0 : first + 1, last: first + shown, total: total,
            previous: query.page > 0 ? previous.path() : nil, next: first + shown < total ? next.path() : nil)
    }
}
