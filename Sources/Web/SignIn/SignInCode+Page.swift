struct SignInCodePage: Page {
    static let template = "sign-in-code"
    var frame: Frame
    /// Where the forms post to: they keep in mind which page was wanted.
    var action = Route.signInCode.path
    var cancelAction = Route.cancelSignIn.path
    var userName: String
    var code: Field
    var problem: String?
}

extension SignInCodePage {
    static let samples = [
        SignInCodePage(frame: .outside("Second step"), userName: "anna", code: Field(), problem: nil),
        SignInCodePage(
            frame: .outside("Second step"), userName: "anna",
            code: Field(error: "This number has been used already. Wait until the app shows the next one."),
            problem: nil),
        SignInCodePage(
            frame: .outside("Second step"), userName: "anna", code: Field(),
            problem: "Too many wrong attempts: signing in is locked until 14:32."),
    ]
}
