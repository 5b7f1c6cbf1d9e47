@testable import Web

extension SignInCodePage: Sampled {
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
