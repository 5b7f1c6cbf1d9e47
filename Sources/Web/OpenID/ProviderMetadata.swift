import Domain

/// What relying parties are told about this provider (OpenID Connect Discovery §3, RFC 8414 §2).
///
/// Each part is said as soon as there is an endpoint that it is about: discovery never names what is not there. What is left out would be
/// read as a default, so what we do not have is said where a default says otherwise.
enum ProviderMetadata {
    /// An endpoint, and what is true once it exists.
    private struct Part {
        let name: String
        let route: Route<Never>
        var more: JSONValue = [:]
    }

    private static let parts = [
        Part(
            name: "authorization_endpoint", route: .authorize,
            more: [
                "response_types_supported": ["code"], "response_modes_supported": ["query", "form_post"],
                "code_challenge_methods_supported": ["S256"],
                "scopes_supported": ["openid", "profile", "email", "offline_access"],
                "acr_values_supported": ["urn:gatehouse:1fa", "urn:gatehouse:2fa"],
                "prompt_values_supported": ["none", "login", "consent", "select_account"],
                "claims_parameter_supported": true, "request_parameter_supported": false,
                "request_uri_parameter_supported": false, "authorization_response_iss_parameter_supported": true,
            ]),
        Part(
            name: "token_endpoint", route: .token,
            more: [
                "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
                "id_token_signing_alg_values_supported": .list(SigningAlgorithm.allCases.map { .text($0.rawValue) }),
                "claims_supported": [
                    "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "name",
                    "preferred_username", "locale", "email", "email_verified",
                ],
            ]),
        Part(name: "userinfo_endpoint", route: .userInfo),
        Part(
            name: "introspection_endpoint", route: .introspect,
            more: ["introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"]]),
        Part(
            name: "revocation_endpoint", route: .revoke,
            more: [
                "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"]
            ]),
        Part(name: "end_session_endpoint", route: .logout),
        Part(name: "jwks_uri", route: .keySet),
    ]

    /// - Parameters:
    ///   - issuer: where browsers find the site, and the `iss` of every token (Discovery §4.3).
    ///   - exists: whether there is an endpoint.
    static func document(issuer: String, exists: (Route<Never>) -> Bool) -> JSONValue {
        var members = [JSONMember("issuer", .text(issuer)), JSONMember("subject_types_supported", ["public"])]
        for part in parts where exists(part.route) {
            members.append(JSONMember(part.name, .text(issuer + part.route.path)))
            if case .object(let more) = part.more { members += more }
        }
        return .object(members)
    }
}
