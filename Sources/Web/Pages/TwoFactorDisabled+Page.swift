struct TwoFactorDisabledPage: Page {
    static let template = "two-factor-disabled"
    var frame: Frame
    /// An inline `<svg>` made by us: the only value a template inserts unescaped.
    var qrCode: String
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
    private static let picture = """
        <svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" role="img" aria-label="QR code" \
        shape-rendering="crispEdges"><path d="M4 4h7v7H4zM18 4h7v7h-7zM4 \
        18h7v7H4zM5 5v5h5V5zM19 5v5h5V5zM5 19v5h5v-5zM6 6h3v3H6zM20 6h3v3h-3zM6 20h3v3H6zM13 4h1v3h-1zM15 6h2v1h-2zM13 \
        9h3v2h-3zM12 13h5v2h-5zM19 13h2v3h-2zM23 14h2v2h-2zM4 13h4v1H4zM14 17h3v3h-3zM19 19h2v2h-2zM22 22h3v3h-3zM13 \
        23h3v2h-3z" fill="#000" fill-rule="evenodd"/></svg>
        """
    static let samples = [
        TwoFactorDisabledPage(
            frame: .inside("Two-factor authentication", "/profile/two-factor", menu: .agent), qrCode: picture,
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            keyURI: "otpauth://totp/Gatehouse:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse",
            label: "Gatehouse:anna", code: Field(), problem: nil),
        TwoFactorDisabledPage(
            frame: .inside("Two-factor authentication", "/profile/two-factor", menu: .agent), qrCode: picture,
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            keyURI: "otpauth://totp/Gatehouse:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse",
            label: "Gatehouse:anna", keyMark: "Qm9vbS1i", isReplaced: true,
            code: Field(value: "12345", error: "The number has exactly 6 digits, 0 to 9."),
            problem: "Please wait 30 seconds, then try again."),
    ]
}
