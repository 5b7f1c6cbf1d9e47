import Domain

/// Where applications find the server, by their names in the discovery document (OpenID Connect Discovery 1.0 §3).
struct ProviderAddresses {
    /// The public address of the site.
    let issuer: String

    var discovery: String { issuer + "/.well-known/openid-configuration" }
    var authorization: String { issuer + "/oauth2/authorize" }
    var token: String { issuer + "/oauth2/token" }
    var keys: String { issuer + "/oauth2/jwks" }
    var introspection: String { issuer + "/oauth2/introspect" }
}
