struct HomePage: Page {
    static let template = "home"
    var frame: Frame
    var displayName: String
    var twoFactorEnabled: Bool
    var lastSignIn: Moment?
    var mayManageUsers: Bool
    var mayViewActivity: Bool
}

extension HomePage {
    static let samples = [
        HomePage(
            frame: .inside("Welcome", "/"), displayName: "Katalin Őrsi", twoFactorEnabled: true, lastSignIn: .friday,
            mayManageUsers: true, mayViewActivity: true),
        HomePage(
            frame: .inside("Welcome", "/", menu: .agent), displayName: "Anna Kovács", twoFactorEnabled: false,
            lastSignIn: nil, mayManageUsers: false, mayViewActivity: false),
    ]
}
