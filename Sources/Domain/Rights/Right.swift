/// Something a user may do beyond their own account. Administrators have every right.
public enum Right: String, CaseIterable, Sendable {
    case manageUsers
    case viewActivity
    case manageApplications
}
