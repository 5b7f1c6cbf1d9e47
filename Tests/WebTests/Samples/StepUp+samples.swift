@testable import Web

extension StepUpPage: Sampled {
    static let samples = [
        StepUpPage(
            frame: .inside("Is it really you?", "/users"), next: "/users/0199a1", asksCode: true, password: Field(),
            code: Field(), problem: nil),
        StepUpPage(
            frame: .inside("Is it really you?", "/users"), next: "/users/0199a1", kept: "0a1b.c2VhbGVk",
            asksCode: false,
            password: Field(error: "The current password is wrong."), code: Field(), problem: nil),
        StepUpPage(
            frame: .inside("Is it really you?", "/users"), next: "/users/0199a1", asksCode: true, password: Field(),
            code: Field(error: "The number has exactly 6 digits, 0 to 9."),
            problem: "Please wait 30 seconds, then try again."),
    ]
}
