import Domain

/// A piece of configuration for an application of its template. What is put in has no quotation marks, backslashes or spaces; only scopes
/// may have signs that a shell reads.
struct ApplicationSnippet {
    let application: Application
    let provider: ProviderAddresses

    var text: String? {
        switch application.template {
        case .web: apache + "\nOIDCPKCEMethod S256"
        case .oldWeb: apache
        case .browserOnly: script
        case .native, .mobile: json
        case .machine: tokenRequest
        case .api: introspectionRequest
        case .gate: nil
        }
    }

    private var clientID: String { application.clientID.text }
    private var redirect: String { application.details.redirects.first?.text ?? "" }
    private var scope: String { application.details.scopes.map(\.text).joined(separator: " ") }

    /// mod_auth_openidc.
    private var apache: String {
        """
        OIDCProviderMetadataURL \(provider.discovery)
        OIDCClientID \(clientID)
        OIDCClientSecret SECRET
        OIDCRedirectURI \(redirect)
        OIDCScope "\(scope)"
        """
    }

    /// oidc-client-ts.
    private var script: String {
        """
        new UserManager({
          authority: "\(provider.issuer)",
          client_id: "\(clientID)",
          redirect_uri: "\(redirect)",
          scope: "\(scope)",
        });
        """
    }

    private var json: String {
        """
        {
          "issuer": "\(provider.issuer)",
          "client_id": "\(clientID)",
          "redirect_uri": "\(redirect)",
          "scope": "\(scope)"
        }
        """
    }

    private var tokenRequest: String {
        let asked = scope.isEmpty ? "" : " \\\n  --data-urlencode 'scope=\(scope.replacing("'", with: "'\\''"))'"
        return """
            curl \(provider.token) \\
              --user \(clientID):SECRET \\
              --data grant_type=client_credentials
            """ + asked
    }

    private var introspectionRequest: String {
        """
        curl \(provider.introspection) \\
          --user \(clientID):SECRET \\
          --data token=TOKEN
        """
    }
}
