import Domain

extension ApplicationField {
    /// What the field is called in the file of declared applications, and in what commands print.
    var key: String {
        switch self {
        case .clientID: "clientId"
        case .template: "template"
        case .name: "name"
        case .ownership: "ownership"
        case .redirects: "redirectAddresses"
        case .postLogout: "postLogoutAddresses"
        case .logoutMessages: "backChannelLogoutAddress"
        case .origins: "corsOrigins"
        case .home: "homeAddress"
        case .scopes: "scopes"
        case .grantTypes: "grantTypes"
        case .pkce: "pkce"
        case .algorithm: "algorithm"
        case .window: "window"
        case .admission: "allow"
        case .level: "level"
        case .maximumAge: "maximumAgeMinutes"
        case .addresses: "allowedAddresses"
        case .secrets: "secretDigests"
        }
    }
}
