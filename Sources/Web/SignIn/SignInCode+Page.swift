struct SignInCodePage: Page {
    static let template = Template("sign-in-code", PackageResources.sign_in_code_mustache)
    var frame: Frame
    /// Where the forms post to: they keep in mind which page was wanted.
    var action = Route.signInCode.path
    var cancelAction = Route.cancelSignIn.path
    var userName: String
    var code: Field
    var problem: String?
}
