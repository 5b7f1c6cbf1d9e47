struct HelpPage: Page {
    static let template = Template("help", PackageResources.help_mustache)
    var frame: Frame
}
