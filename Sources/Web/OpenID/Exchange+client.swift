import Domain
import Flows
import Foundation
import HTTPTypes
import Hummingbird

extension Exchange {
    /// How the application says who it is: by HTTP Basic with both halves encoded as a form's (RFC 6749 §2.3.1), in the form, or by its id alone.
    /// - Returns: nil for two ways at once, and for none.
    var clientCredentials: ClientCredentials? {
        let parameters = RequestParameters(form)
        guard let header = request.headers[.authorization] else {
            guard let id = parameters["client_id"] else { return nil }
            let secret = parameters["client_secret"]
            let presented = secret.flatMap { ClientSecret(presented: $0) }
            return secret != nil && presented == nil
                ? nil : ClientCredentials(clientID: id, secret: presented, visit: visit)
        }
        guard parameters["client_secret"] == nil, let basic = Self.basic(header),
            parameters["client_id"] == nil || parameters["client_id"] == basic.id
        else { return nil }
        return ClientCredentials(clientID: basic.id, secret: basic.secret, visit: visit)
    }

    private static func basic(_ header: String) -> (id: String, secret: ClientSecret)? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", header.utf8.count <= 2048,
            let bytes = Data(base64Encoded: String(parts[1])),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let id = PercentCoding.decode(bytes[..<colon]), let text = PercentCoding.decode(bytes[(colon + 1)...]),
            let secret = ClientSecret(presented: text)
        else { return nil }
        return (id, secret)
    }

    /// The token of the `Authorization` header, the only place where one is taken (RFC 6750 §2.1).
    var bearerToken: String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}
