struct SignInPage: Page {
    static let template = "sign-in"
    static let keepsTyped = true
    var frame: Frame
    /// Where the form posts to: it keeps in mind which page was wanted.
    var action = Route.signIn.path
    var userName: Field
    /// What went wrong with the whole attempt, never which half of it.
    var problem: String?
}

extension SignInPage {
    static let samples = [
        SignInPage(frame: .outside("Sign in").keeping, userName: Field(), problem: nil),
        SignInPage(
            frame: .outside("Sign in", notice: "You have signed out. See you next time.").branded,
            userName: Field(value: "anna"), problem: nil),
        SignInPage(
            frame: .outside("Sign in"), userName: Field(value: "anna"),
            problem: "The user name or the password is wrong. Check both, and whether Caps Lock is on."),
        SignInPage(frame: .outside("Sign in"), userName: Field(error: "Enter a user name."), problem: nil),
    ]
}
