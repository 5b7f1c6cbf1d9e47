import Domain
import Flows
import Foundation

/// An application as commands print it: by the names of the file of declared applications.
struct ApplicationReport: Encodable {
    let application: Application
    var secrets: [StoredClientSecret]?
    /// Just made, and shown this once.
    var secret: ClientSecret?

    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        func add(_ field: ApplicationField, _ value: some Encodable) throws {
            try container.encode(value, forKey: Name(field.key))
        }
        let details = application.details
        try container.encode(application.id.text, forKey: Name("id"))
        try container.encode(application.isDeclared, forKey: Name("declared"))
        try container.encode(!application.isEnabled, forKey: Name("disabled"))
        try add(.clientID, application.clientID.text)
        try add(.template, application.template.rawValue)
        try add(.name, details.name)
        try add(.ownership, details.ownership.rawValue)
        try add(.redirects, details.redirects.map(\.text))
        try add(.postLogout, details.postLogout.map(\.text))
        try add(.logoutMessages, details.logoutMessages?.text)
        try add(.origins, details.origins.map(\.text))
        try add(.home, details.home?.text)
        try add(.scopes, details.scopes.map(\.text))
        try add(.grantTypes, details.grantTypes.map(\.rawValue).sorted())
        try add(.pkce, details.pkce.rawValue)
        try add(.algorithm, details.algorithm.rawValue)
        try add(.window, details.window.rawValue)
        try add(.admission, details.policy.admission.rawValue)
        try add(.level, details.policy.level.rawValue)
        try add(.maximumAge, details.policy.maximumAge.map { $0.wholeSeconds / 60 })
        try add(.addresses, details.policy.addresses.map(\.shortText))
        if let secrets { try container.encode(secrets.map(SecretReport.init), forKey: Name("secrets")) }
        if let secret { try container.encode(secret.text, forKey: Name("secret")) }
    }

    /// What may be known of a secret.
    private struct SecretReport: Encodable {
        let id: String
        let madeAt: String

        init(_ secret: StoredClientSecret) {
            id = secret.id.text
            let time = Date(timeIntervalSince1970: TimeInterval(secret.madeAt.seconds))
            madeAt = time.formatted(.iso8601)
        }
    }
}

extension Console {
    /// For people and for programs: in order, with a line for each value.
    static func say(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
