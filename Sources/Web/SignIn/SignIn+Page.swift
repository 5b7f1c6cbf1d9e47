struct SignInPage: Page {
    static let template = Template("sign-in", PackageResources.sign_in_mustache)
    static let keepsTyped = true
    var frame: Frame
    /// Where the form posts to: it keeps in mind which page was wanted.
    var action = Route.signIn.path
    var userName: Field
    /// What went wrong with the whole attempt, never which half of it.
    var problem: String?
}
