@testable import Web

extension LogoutPage: Sampled {
    static let samples = [
        LogoutPage(
            frame: .inside("Go on?", "/"), application: "CRM", user: "Anna Kovács (anna)",
            fields: [PostedField(name: "state", value: "\"><script>")]),
        LogoutPage(frame: .inside("Go on?", "/"), application: nil, user: "anna", fields: []),
    ]
}
