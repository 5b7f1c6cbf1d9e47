import Mustache

/// The menu as the template sees it: Mustache cannot compare, so which entry is current is worked out here.
struct MenuEntries: Sendable {
    var displayName: String
    var twoFactorEnabled: Bool
    var mayManageUsers: Bool
    var mayManageApplications: Bool
    var mayViewActivity: Bool
    var isProfile: Bool
    var isChangePassword: Bool
    var isTwoFactor: Bool
    var isSessions: Bool
    var isUsers: Bool
    var isApplications: Bool
    var isActivity: Bool
    var isHelp: Bool

    init(_ menu: Menu) {
        func isCurrent(_ route: Route<Never>) -> Bool { route.path == menu.current }
        displayName = menu.displayName
        twoFactorEnabled = menu.twoFactorEnabled
        mayManageUsers = menu.mayManageUsers
        mayManageApplications = menu.mayManageApplications
        mayViewActivity = menu.mayViewActivity
        isProfile = isCurrent(.profile)
        isChangePassword = isCurrent(.changePassword)
        isTwoFactor = isCurrent(.twoFactor)
        isSessions = isCurrent(.sessions)
        isUsers = isCurrent(.users) || menu.current.hasPrefix(Route.users.path + "/")
        isApplications = isCurrent(.applications) || menu.current.hasPrefix(Route.applications.path + "/")
        isActivity = isCurrent(.activity)
        isHelp = isCurrent(.help)
    }
}

extension Menu: MustacheCustomRepresentation {
    var representation: Any? { MenuEntries(self) }
}
