import HTTPTypes

extension Endpoint {
    static let publicEndpoints: [Endpoint] = [
        .anyone(.get, Route.help.pattern) { exchange, state in
            exchange.render(HelpPage(frame: exchange.frame("help.title", state: state)), state)
        },
        .open(Route.logo.pattern) { exchange in
            guard let logo = exchange.site.settings.logo else { throw Refusal.notFound }
            return .file(logo.file, isKeepable: false)
        },
        // Where password managers look for the page on which a password is changed (W3C).
        .open(Route.wellKnownChangePassword.pattern) { _ in .redirect(to: .changePassword) },
        .open(Route.live.pattern) { _ in .plain("alive\n") },
        .open(Route.ready.pattern) { exchange in
            await exchange.site.readiness.isReady()
                ? .plain("ready\n") : .plain("not ready: the log says why\n", status: .serviceUnavailable)
        },
    ]

    /// Each asset under a path that changes with its content: browsers may keep it for good.
    static let assetEndpoints: [Endpoint] = Assets.all.values.sorted { $0.name < $1.name }.map { asset in
        .open(asset.path) { _ in .file(asset.file, isKeepable: true) }
    }
}
