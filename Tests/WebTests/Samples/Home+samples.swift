@testable import Web

extension HomePage: Sampled {
    static let samples = [
        HomePage(
            frame: .inside("Welcome", "/"), displayName: "Katalin Őrsi", twoFactorEnabled: true, lastSignIn: .friday,
            mayManageUsers: true, mayViewActivity: true),
        HomePage(
            frame: .inside("Welcome", "/", menu: .agent), displayName: "Anna Kovács", twoFactorEnabled: false,
            lastSignIn: nil, mayManageUsers: false, mayViewActivity: false,
            applications: [
                HomeLink(name: "CRM", address: "https://crm.example.org/"),
                HomeLink(name: "<Wallboard>", address: "https://wall.example.org/?a=1&b=2"),
            ]),
    ]
}
