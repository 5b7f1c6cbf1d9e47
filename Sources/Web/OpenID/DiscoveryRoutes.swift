extension Endpoint {
    /// What applications find by themselves: where everything is, and how to verify what is signed.
    static let discoveryEndpoints: [Endpoint] = [
        .open(.openIDConfiguration, face: .published) { exchange in exchange.answer(exchange.site.metadata) },
        .open(.keySet, face: .published) { exchange in
            exchange.answer(try await exchange.site.keySet.document(exchange.gatehouse))
        },
    ]
}
