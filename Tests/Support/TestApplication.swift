import Domain
import Flows
import Foundation
import HTTPTypes

/// An application as its developers would write it: it knows what it has registered, sends browsers to the front door, and calls the endpoints itself.
public struct TestApplication: Sendable {
    public let house: TestHouse
    public let application: Application
    public let secret: String?
    public let redirect: String

    public static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    public static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    public var clientID: String { application.clientID.text }

    /// Where a browser is sent; a value that is nil is left out.
    public func request(_ changed: [String: String?] = [:]) -> String {
        let usual: [String: String?] = [
            "client_id": clientID, "redirect_uri": redirect, "response_type": "code", "scope": "openid profile email",
            "state": "s-1", "nonce": "n-1", "code_challenge": Self.challenge, "code_challenge_method": "S256",
        ]
        let fields = usual.merging(changed) { $1 }.compactMapValues(\.self).sorted { $0.key < $1.key }
        return "/oauth2/authorize?" + fields.map { "\($0.key)=\(Self.encode($0.value))" }.joined(separator: "&")
    }

    /// A code for whoever is signed in in that browser and needs nothing else.
    public func code(in browser: TestBrowser, _ changed: [String: String?] = [:]) async throws -> String {
        let answer = try await browser.get(request(changed))
        guard let code = answer.answered?["code"] else {
            throw NoCode(status: answer.status, location: answer.location)
        }
        return code
    }

    private struct NoCode: Error {
        let status: Int
        let location: String?
    }

    /// Calls an endpoint as the application does: by HTTP Basic where it has a secret.
    public func call(
        _ fields: [String: String?], at path: String = "/oauth2/token", headers: [String: String] = [:]
    ) async throws -> TestAnswer {
        var fields = fields.compactMapValues(\.self)
        var headers = headers
        if let secret {
            let basic = Data("\(Self.encode(clientID)):\(Self.encode(secret))".utf8).base64EncodedString()
            headers["Authorization"] = headers["Authorization"] ?? "Basic \(basic)"
        } else {
            fields["client_id"] = fields["client_id"] ?? clientID
        }
        return try await house.browser(address: "198.51.100.20").postRaw(
            path, fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, headers: headers)
    }

    public func redeem(_ code: String, _ changed: [String: String?] = [:]) async throws -> TestAnswer {
        let usual: [String: String?] = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": Self.verifier,
        ]
        return try await call(usual.merging(changed) { $1 })
    }

    public func refresh(_ token: String) async throws -> TestAnswer {
        try await call(["grant_type": "refresh_token", "refresh_token": token])
    }

    /// What comes of a code, all in one.
    public func tokens(
        in browser: TestBrowser, _ changed: [String: String?] = [:]
    ) async throws -> (access: String, refresh: String, id: String) {
        let json = try await redeem(code(in: browser, changed)).json
        return (json["access_token"] ?? "", json["refresh_token"] ?? "", json["id_token"] ?? "")
    }

    public func userInfo(_ token: String) async throws -> TestAnswer {
        try await house.browser(address: "198.51.100.20").get(
            "/oauth2/userinfo", headers: ["Authorization": "Bearer \(token)"])
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension TestHouse {
    /// Adds an application that everybody may use, unless it is changed.
    public func application(
        _ name: String = "CRM", _ template: ApplicationTemplate = .web,
        change: (inout ApplicationDraft) -> Void = { _ in }
    ) async throws -> TestApplication {
        var draft = ApplicationDraft(template)
        draft.name = name
        if !template.redirectKinds.isEmpty { draft.redirects = [Self.redirect(of: template)] }
        if template.hasUsers { draft.admission = .everybody }
        // Making RSA keys takes long, and what signs makes no difference here.
        draft.algorithm = .es256
        change(&draft)
        try await addSigningKeys([.es256])
        switch try await gatehouse.addApplication(draft, by: .shell) {
        case .added(let application, let secret):
            return TestApplication(
                house: self, application: application, secret: secret?.text,
                redirect: application.details.redirects.first?.text ?? "")
        case .unfit(let problems): throw Unfit(problems: "\(problems)")
        }
    }

    private static func redirect(of template: ApplicationTemplate) -> String {
        switch template {
        case .native: "http://127.0.0.1/signed-in"
        case .mobile: "com.example.shift:/signed-in"
        case .gate: "https://intranet.example.org"
        default: "https://crm.example.org/signed-in"
        }
    }

    private struct Unfit: Error {
        let problems: String
    }
}

extension TestBrowser {
    /// Answers the question whether to go on to an application.
    @discardableResult
    public func decide(_ decision: String, about application: TestApplication) async throws -> TestAnswer {
        let page = try await get(application.request())
        guard let place = page.text.firstMatch(of: /action="(\/oauth2\/authorize\/[^"]+)"/)?.1 else {
            throw NotAsked(status: page.status)
        }
        return try await postRaw(String(place), [("csrf", page.field("csrf") ?? ""), ("decision", decision)])
    }

    private struct NotAsked: Error {
        let status: Int
    }
}

extension TestAnswer {
    /// What an application is answered by the browser: the fields of the address to which it is sent, by whatever way; nil where it is sent nowhere.
    public var answered: [String: String]? {
        guard let address = leadsTo, let query = URLComponents(string: address)?.queryItems else { return nil }
        return Dictionary(query.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    }

    /// Where the browser goes on to: at once, or from a page by itself.
    public var leadsTo: String? {
        let refresh = HTTPField.Name("Refresh").flatMap { headers[$0] }.map { String($0.dropFirst("0; url=".count)) }
        return [location, refresh].compactMap(\.self).first { !$0.hasPrefix("/") }
    }

    /// The texts of a JSON object.
    public var json: [String: String] {
        let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        return (object ?? [:]).mapValues { "\($0)" }
    }
}

extension String {
    /// What a signed token says. Its signature is looked at elsewhere, by a library of others.
    public var claims: [String: String] {
        let parts = split(separator: ".")
        guard parts.count == 3, let bytes = Base64URL.decode(String(parts[1])),
            let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { return [:] }
        return object.mapValues { value in
            (value as? [String])?.joined(separator: " ") ?? "\(value)"
        }
    }
}
