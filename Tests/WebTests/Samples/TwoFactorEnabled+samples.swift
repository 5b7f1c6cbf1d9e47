@testable import Web

extension TwoFactorEnabledPage: Sampled {
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
