import HTTPTypes

extension Endpoint {
    static let helpEndpoints: [Endpoint] = [
        .anyone(.get, .help) { exchange in
            exchange.render(HelpPage(frame: exchange.frame("help.title")))
        }
    ]
}
