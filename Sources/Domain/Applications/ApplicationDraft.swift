/// An application as somebody typed it, sent it or declared it: texts that nobody has judged yet. Whatever the door, it is saved through
/// ``validated()`` alone, which judges the whole of it at each save.
public struct ApplicationDraft: Sendable, Equatable {
    public var template: ApplicationTemplate
    /// Empty for one that is made of the name.
    public var clientID: String
    public var name: String
    public var ownership: Ownership
    /// Of a gate, the origins of the sites behind it.
    public var redirects: [String]
    public var postLogout: [String]
    public var logoutMessages: String
    public var origins: [String]
    public var home: String
    public var scopes: [String]
    public var grantTypes: Set<GrantType>
    public var pkce: PKCE
    public var algorithm: SigningAlgorithm
    public var window: SignInWindow
    public var admission: Admission
    public var level: AssuranceLevel
    /// In minutes; empty for no limit.
    public var maximumAge: String
    public var addresses: [String]

    /// A new one, with what its template usually has.
    public init(_ template: ApplicationTemplate) {
        self.template = template
        clientID = ""
        name = ""
        ownership = .own
        redirects = []
        postLogout = []
        logoutMessages = ""
        origins = []
        home = ""
        scopes = template.usualScopes.map(\.text)
        grantTypes = template.grantTypes
        pkce = template.pkceChoices[0]
        algorithm = template.algorithms[0]
        window = .page
        admission = ApplicationPolicy.standard.admission
        level = ApplicationPolicy.standard.level
        maximumAge = ""
        addresses = []
    }

    /// One that is there, to be changed.
    public init(_ application: Application) {
        let details = application.details
        self.init(application.template)
        clientID = application.clientID.text
        name = details.name
        ownership = details.ownership
        redirects = details.redirects.map { template == .gate ? Self.origin(ofGate: $0.text) : $0.text }
        postLogout = details.postLogout.map(\.text)
        logoutMessages = details.logoutMessages?.text ?? ""
        origins = details.origins.map(\.text)
        home = details.home?.text ?? ""
        scopes = details.scopes.map(\.text)
        grantTypes = details.grantTypes
        pkce = details.pkce
        algorithm = details.algorithm
        window = details.window
        admission = details.policy.admission
        level = details.policy.level
        maximumAge = details.policy.maximumAge.map { "\($0.wholeSeconds / 60)" } ?? ""
        addresses = details.policy.addresses.map(\.shortText)
    }

    /// Where a gate is answered on each host that it guards.
    static let gatePath = "/.gatehouse/callback"

    static func origin(ofGate redirect: String) -> String {
        redirect.hasSuffix(gatePath) ? String(redirect.dropLast(gatePath.count)) : redirect
    }
}

extension AddressRange {
    /// As people write it: a single address without its length.
    public var shortText: String {
        let text = description
        let single = text.contains(":") ? "/128" : "/32"
        return text.hasSuffix(single) ? String(text.dropLast(single.count)) : text
    }
}
