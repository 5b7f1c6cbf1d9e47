/// A field of an application. The raw value is stored in entries of the log, and names the field for people.
public enum ApplicationField: String, CaseIterable, Sendable {
    case clientID = "client-id"
    case template, name, ownership, redirects
    case postLogout = "post-logout"
    case logoutMessages = "logout-messages"
    case origins, home, scopes
    case grantTypes = "grant-types"
    case pkce, algorithm, window, admission, level
    case maximumAge = "maximum-age"
    case addresses, secrets
}

extension ApplicationDetails {
    /// The fields in which these differ.
    public func changes(to other: ApplicationDetails) -> [ApplicationField] {
        let differ: [(ApplicationField, Bool)] = [
            (.name, name != other.name), (.ownership, ownership != other.ownership),
            (.redirects, redirects != other.redirects), (.postLogout, postLogout != other.postLogout),
            (.logoutMessages, logoutMessages != other.logoutMessages), (.origins, origins != other.origins),
            (.home, home != other.home), (.scopes, scopes != other.scopes),
            (.grantTypes, grantTypes != other.grantTypes), (.pkce, pkce != other.pkce),
            (.algorithm, algorithm != other.algorithm), (.window, window != other.window),
            (.admission, policy.admission != other.policy.admission), (.level, policy.level != other.policy.level),
            (.maximumAge, policy.maximumAge != other.policy.maximumAge),
            (.addresses, policy.addresses != other.policy.addresses),
        ]
        return differ.filter(\.1).map(\.0)
    }
}
