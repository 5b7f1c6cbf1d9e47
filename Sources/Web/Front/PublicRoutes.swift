import HTTPTypes

extension Endpoint {
    static let publicEndpoints: [Endpoint] = [
        .anyone(.get, .help) { exchange in
            exchange.render(HelpPage(frame: exchange.frame("help.title")))
        },
        .open(.logo, face: .asset) { exchange in
            guard let logo = exchange.site.settings.logo else { throw Refusal.notFound }
            return .file(logo.file, isKeepable: false)
        },
        // Where password managers look for the page on which a password is changed (W3C).
        .open(.wellKnownChangePassword, face: .program) { _ in .redirect(to: .changePassword) },
        .open(.live, face: .program) { _ in .plain("alive\n") },
        .open(.ready, face: .program) { exchange in
            await exchange.site.readiness.isReady()
                ? .plain("ready\n") : .plain("not ready: the log says why\n", status: .serviceUnavailable)
        },
    ]

    /// Each asset under a path that changes with its content: browsers may keep it for good.
    static let assetEndpoints: [Endpoint] = Assets.all.values.sorted { $0.name < $1.name }.map { asset in
        .open(asset.route, face: .asset) { _ in .file(asset.file, isKeepable: true) }
    }
}
