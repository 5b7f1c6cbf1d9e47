struct TwoFactorDisabledPage: Page {
    static let template = "two-factor-disabled"
    var frame: Frame
    /// The key in groups of four: `GEZD GNBV …`.
    var key: String
    /// The same key as an `otpauth://` link, for who reads this page on the phone itself.
    var keyURI: String
    /// How the entry will be called in the app: `Gatehouse:anna`.
    var label: String
    /// Tells this key from the one that another page shows.
    var keyMark = ""
    /// An earlier key of this session has expired, perhaps after it was scanned.
    var isReplaced = false
    var code: Field
    var problem: String?
}

extension TwoFactorDisabledPage {
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
