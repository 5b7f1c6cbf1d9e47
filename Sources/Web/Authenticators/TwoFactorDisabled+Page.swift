struct TwoFactorDisabledPage: Page {
    static let template = Template("two-factor-disabled", PackageResources.two_factor_disabled_mustache)
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
