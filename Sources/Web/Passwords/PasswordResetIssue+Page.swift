struct PasswordResetIssuePage: Page {
    static let template = Template("password-reset-issue", PackageResources.password_reset_issue_mustache)
    var frame: Frame
    var userName: String
    var displayName: String
    var link: String
    var expires: Moment
    /// Where the next user is added, when this one just was.
    var addPath: String?
    var backPath: String
}
