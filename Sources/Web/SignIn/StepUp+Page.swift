struct StepUpPage: Page {
    static let template = "step-up"
    static let keepsTyped = true
    var frame: Frame
    /// Where to go on afterwards: carried in the hidden field `next`.
    var next: String
    /// A form that was typed before, sealed, which comes along; empty for none.
    var kept = ""
    var asksCode: Bool
    var password: Field
    var code: Field
    var problem: String?
}

extension StepUpPage {
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
