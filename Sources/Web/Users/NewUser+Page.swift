struct NewUserPage: Page {
    static let template = Template("new-user", PackageResources.new_user_mustache)
    static let keepsTyped = true
    var frame: Frame
    var savePath: String
    /// The list as it was before.
    var listPath: String
    var name: Field
    var displayName: Field
    var email: Field
    var languages: [Choice]
    var isAdministrator: Bool
    var lookAlike: LookAlikeQuestion?
}
