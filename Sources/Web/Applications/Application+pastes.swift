import Domain

/// What is entered in an application.
extension Exchange {
    var provider: ProviderAddresses { ProviderAddresses(issuer: site.settings.publicURL) }

    func pastes(of application: Application) -> [Paste] {
        let clientID = paste("clientID", application.clientID.text)
        switch application.template {
        case .gate:
            return application.details.redirects.enumerated().map { index, address in
                var paste = paste("callback", address.text)
                paste.id += "-\(index)"
                return paste
            }
        case .machine: return [clientID, paste("token", provider.token)]
        case .api: return [clientID, paste("introspection", provider.introspection)]
        case .web, .oldWeb, .browserOnly, .native, .mobile:
            return [
                paste("issuer", provider.issuer), clientID, paste("discovery", provider.discovery),
                paste("authorization", provider.authorization), paste("token", provider.token),
                paste("keys", provider.keys),
            ]
        }
    }

    /// Ready to be used, but for the secret; nil where there is nothing to be configured yet.
    func snippet(of application: Application) -> Paste? {
        ApplicationSnippet(application: application, provider: provider).text.map {
            Paste(
                id: "paste-snippet", label: text(Message("application.snippet.\(application.template.rawValue)")),
                value: $0)
        }
    }

    /// - Parameter name: of the message `application.paste.<name>`.
    func paste(_ name: String, _ value: String) -> Paste {
        Paste(id: "paste-\(name)", label: text(Message("application.paste.\(name)")), value: value)
    }
}
