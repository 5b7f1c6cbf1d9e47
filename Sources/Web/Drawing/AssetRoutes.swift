import HTTPTypes

extension Endpoint {
    static let assetEndpoints: [Endpoint] =
        [
            .open(.logo, face: .asset) { exchange in
                guard let logo = exchange.site.settings.logo else { throw Refusal.notFound }
                return .file(logo.file, isKeepable: false)
            }
        ] + shipped

    /// Each asset under a path that changes with its content: browsers may keep it for good.
    private static let shipped: [Endpoint] = Assets.all.values.sorted { $0.name < $1.name }.map { asset in
        .open(asset.route, face: .asset) { _ in .file(asset.file, isKeepable: true) }
    }
}
