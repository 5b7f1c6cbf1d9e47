@testable import Web

extension SignInPage: Sampled {
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
