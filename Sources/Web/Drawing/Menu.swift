/// The product menu.
struct Menu: Sendable {
    var displayName: String
    var twoFactorEnabled: Bool
    var mayManageUsers: Bool
    var mayViewActivity: Bool
    /// The path of the entry the page belongs to, for `aria-current`.
    var current: String
}
