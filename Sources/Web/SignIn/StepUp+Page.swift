struct StepUpPage: Page {
    static let template = Template("step-up", PackageResources.step_up_mustache)
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
