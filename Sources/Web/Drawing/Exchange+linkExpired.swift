import HTTPTypes

extension Exchange {
    /// The page behind a one-time link that does nothing any more.
    ///
    /// - Parameter name: of the messages `<name>.title` and `.text`.
    func linkExpired(_ name: String) -> Reply {
        let exchange = unrecognised
        let page = MessagePage(
            frame: exchange.frame(Message("\(name).title")), paragraphs: [exchange.text(Message("\(name).text"))],
            link: MessageLink(label: exchange.text("link.toSignIn"), path: Route.signIn.path), reference: nil)
        return exchange.render(page, status: .gone)
    }
}
