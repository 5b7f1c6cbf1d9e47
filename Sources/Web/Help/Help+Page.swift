struct HelpPage: Page {
    static let template = "help"
    var frame: Frame
}

extension HelpPage {
    static let samples = [HelpPage(frame: .inside("Help", "/help", menu: .agent))]
}
