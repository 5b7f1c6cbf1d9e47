import Domain

/// Where applications find the server, by their names in the discovery document (OpenID Connect Discovery 1.0 §3).
struct ProviderAddresses {
    /// The public address of the site.
    let issuer: String

    var discovery: String { issuer + Route.openIDConfiguration.path }
    var authorization: String { issuer + Route.authorize.path }
    var token: String { issuer + Route.token.path }
    var keys: String { issuer + Route.keySet.path }
    var introspection: String { issuer + Route.introspect.path }
}
