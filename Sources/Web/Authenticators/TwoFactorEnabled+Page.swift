struct TwoFactorEnabledPage: Page {
    static let template = "two-factor-enabled"
    var frame: Frame
    var since: Moment
    /// The code that enrolled is the first use.
    var lastUsed: Moment
    var code: Field
    var problem: String?
}

extension TwoFactorEnabledPage {
    static let samples = [
        TwoFactorEnabledPage(
            frame: .inside(
                "Two-factor authentication", "/profile/two-factor",
                notice: "Two-factor authentication is on. From now on, signing in asks for a code."),
            since: .friday, lastUsed: .monday, code: Field(), problem: nil),
        TwoFactorEnabledPage(
            frame: .inside("Two-factor authentication", "/profile/two-factor"), since: .friday, lastUsed: .friday,
            code: Field(value: "123456", error: "This number is not right: your phone's clock is about 4 min behind."),
            problem: "Please wait 30 seconds, then try again."),
    ]
}
