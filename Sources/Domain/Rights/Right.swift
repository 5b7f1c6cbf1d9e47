/// Something a user may do beyond his own account. Administrators have every right.
public enum Right: String, CaseIterable, Sendable {
    case manageUsers
    case viewActivity
}
