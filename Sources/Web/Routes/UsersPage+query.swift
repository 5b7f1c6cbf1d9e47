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

    fileprivate var path: String {
        Route.users.path(query: [
            "search": search, "sort": sort == "name" ? "" : sort, "page": page == 0 ? "" : "\(page + 1)",
        ])
    }
}

extension Exchange {
    func usersPage(_ signedIn: SignedIn, _ query: UserQuery, _ users: [ListedUser], total: Int) -> UsersPage {
        let state = signedIn.state
        return UsersPage(
            frame: frame("users.title", state: state), search: query.search, sort: query.sort,
            columns: [.name, .displayName, .lastSignIn].map { column($0, query, state) },
            users: users.map { listed in
                UserRow(listed, lastSignIn: listed.user.lastSignInAt.map { moment($0, state) })
            },
            paging: paging(query, shown: users.count, total: total))
    }

    private func column(_ order: UserQuery.Order, _ query: UserQuery, _ state: BrowserState) -> SortColumn {
        let isCurrent = query.order == order
        var next = query
        next.order = order
        next.isDescending = isCurrent && !query.isDescending
        next.page = 0
        return SortColumn(
            label: text(Message("users.column.\(order.rawValue)"), state), path: next.path,
            direction: isCurrent ? (query.isDescending ? "descending" : "ascending") : nil,
            isAscending: isCurrent && !query.isDescending, isDescending: isCurrent && query.isDescending)
    }

    private func paging(_ query: UserQuery, shown: Int, total: Int) -> Paging {
        let first = query.page * UserQuery.pageSize
        var previous = query
        previous.page -= 1
        var next = query
        next.page += 1
        return Paging(
            first: shown == 0 ? 0 : first + 1, last: first + shown, total: total,
            previous: query.page > 0 ? previous.path : nil, next: first + shown < total ? next.path : nil)
    }
}

extension UserRow {
    fileprivate init(_ listed: ListedUser, lastSignIn: Moment?) {
        let user = listed.user
        self.init(
            path: Route.user(user.id).path, name: user.name.text, displayName: user.shownDisplayName,
            email: user.details.email, twoFactorEnabled: listed.hasTwoFactor, isAdministrator: user.isAdministrator,
            isInactive: !user.isActive, isLocked: listed.isLocked, lockedUntil: listed.lockedUntil.map { Moment($0) },
            lastSignIn: lastSignIn)
    }
}
