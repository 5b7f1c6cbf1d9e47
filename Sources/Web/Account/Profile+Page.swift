struct ProfilePage: Page {
    static let template = Template("profile", PackageResources.profile_mustache)
    static let keepsTyped = true
    var frame: Frame
    var userName: String
    var displayName: Field
    var email: Field
    var languages: [Choice]
}
