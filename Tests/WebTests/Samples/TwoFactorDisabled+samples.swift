@testable import Web

extension TwoFactorDisabledPage: Sampled {
    static let samples = [
        TwoFactorDisabledPage(
            frame: .inside("Two-factor authentication", "/profile/two-factor", menu: .agent),
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            keyURI: "otpauth://totp/Gatehouse:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse",
            label: "Gatehouse:anna", code: Field(), problem: nil),
        TwoFactorDisabledPage(
            frame: .inside("Two-factor authentication", "/profile/two-factor", menu: .agent),
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            keyURI: "otpauth://totp/Gatehouse:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse",
            label: "Gatehouse:anna", keyMark: "Qm9vbS1i", isReplaced: true,
            code: Field(value: "12345", error: "The number has exactly 6 digits, 0 to 9."),
            problem: "Please wait 30 seconds, then try again."),
    ]
}
