@testable import Web

extension HelpPage: Sampled {
    static let samples = [HelpPage(frame: .inside("Help", "/help", menu: .agent))]
}
