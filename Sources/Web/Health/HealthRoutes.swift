import HTTPTypes

extension Endpoint {
    static let healthEndpoints: [Endpoint] = [
        .open(.live, face: .program) { _ in .plain("alive\n") },
        .open(.ready, face: .program) { exchange in
            await exchange.site.readiness.isReady()
                ? .plain("ready\n") : .plain("not ready: the log says why\n", status: .serviceUnavailable)
        },
    ]
}
