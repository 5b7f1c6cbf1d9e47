struct TwoFactorEnabledPage: Page {
    static let template = Template("two-factor-enabled", PackageResources.two_factor_enabled_mustache)
    var frame: Frame
    var since: Moment
    /// The code that enrolled is the first use.
    var lastUsed: Moment
    var code: Field
    var problem: String?
}
