import Domain
import Flows
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("What applications find by themselves")
struct DiscoveryTests {
    private static let discovery = "/.well-known/openid-configuration"
    private static let jwks = "/oauth2/jwks"
    private let house: TestHouse
    private let browser: TestBrowser

    init() async throws {
        house = try await TestHouse()
        browser = house.browser()
    }

    private func keyIDs() async throws -> [String] {
        let answer = try await browser.get(Self.jwks)
        guard answer.status == 200, case .list(let keys) = JSONValue(reading: answer.bytes)?["keys"] else { return [] }
        return keys.compactMap { $0["kid"]?.text }
    }

    private static func members(_ value: JSONValue?) -> [JSONMember] {
        if case .object(let members) = value { members } else { [] }
    }

    @Test("Disc 3: the issuer is the public address, and every address that is named has an endpoint")
    func named() async throws {
        let answer = try await browser.get(Self.discovery)
        let document = JSONValue(reading: answer.bytes)
        #expect(document?["issuer"]?.text == TestHouse.publicURL)
        let places = Self.members(document).filter { $0.name.hasSuffix("_endpoint") || $0.name.hasSuffix("_uri") }
        #expect(!places.isEmpty)
        for place in places {
            let path = try #require(place.value.text).replacing(TestHouse.publicURL, with: "")
            #expect(Endpoint.all.contains { $0.pattern == path }, "\(place.name)")
        }
        #expect(document?["jwks_uri"]?.text == TestHouse.publicURL + Self.jwks)
    }

    @Test("Disc 3: what is said of each endpoint once it exists, with every default that would lie")
    func whole() {
        let document = ProviderMetadata.document(issuer: "https://sign-in.example") { _ in true }
        let expected: [String: JSONValue] = [
            "issuer": "https://sign-in.example",
            "authorization_endpoint": "https://sign-in.example/oauth2/authorize",
            "token_endpoint": "https://sign-in.example/oauth2/token",
            "userinfo_endpoint": "https://sign-in.example/oauth2/userinfo",
            "introspection_endpoint": "https://sign-in.example/oauth2/introspect",
            "revocation_endpoint": "https://sign-in.example/oauth2/revoke",
            "end_session_endpoint": "https://sign-in.example/oauth2/end-session",
            "jwks_uri": "https://sign-in.example/oauth2/jwks",
            "subject_types_supported": ["public"], "response_types_supported": ["code"],
            "response_modes_supported": ["query", "form_post"],
            "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "EdDSA"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
            "request_parameter_supported": false, "request_uri_parameter_supported": false,
            "authorization_response_iss_parameter_supported": true,
        ]
        for (name, value) in expected { #expect(document[name] == value, "\(name)") }
        let members = Self.members(document)
        #expect(Set(members.map(\.name)).count == members.count)
        #expect(!members.contains { $0.value == .list([]) || $0.value == .null })
    }

    @Test("Without an endpoint nothing is said that is about it")
    func parts() {
        let names = Self.members(ProviderMetadata.document(issuer: "https://a.example") { $0 == .keySet }).map(\.name)
        #expect(Set(names) == ["issuer", "subject_types_supported", "jwks_uri"])
    }

    @Test("K1 Every key with use, algorithm and id, and no private member of any")
    func keys() async throws {
        try await house.addSigningKeys()
        let answer = try await browser.get(Self.jwks)
        guard case .list(let keys) = JSONValue(reading: answer.bytes)?["keys"] else { throw NoKeys() }
        #expect(Set(keys.map { $0["alg"]?.text }) == ["RS256", "ES256", "EdDSA"])
        for key in keys {
            let names = Set(Self.members(key).map(\.name))
            #expect(names.isDisjoint(with: ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]))
            #expect(names.isSuperset(of: ["kty", "use", "alg", "kid"]) && key["use"] == "sig")
        }
    }

    private struct NoKeys: Error {}

    @Test("Before there is a key of each algorithm: could not, come again, and nobody may keep it")
    func early() async throws {
        try await house.addSigningKeys([.es256, .edDSA])
        let answer = try await browser.get(Self.jwks)
        #expect(answer.status == 503 && answer.headers[.retryAfter] == "5")
        #expect(answer.headers[.cacheControl] == "no-store")
        try await house.addSigningKeys([.rs256])
        #expect(try await keyIDs().count == 3)
    }

    @Test("K2 A second after they were replaced, the old keys are gone; a planned rotation shows both")
    func rotated() async throws {
        try await house.addSigningKeys()
        let first = Set(try await keyIDs())
        try await house.gatehouse.rotateSigningKeys(by: .shell)
        house.clock.advance(by: .seconds(1))
        let both = Set(try await keyIDs())
        #expect(both.count == 6 && both.isSuperset(of: first))
        try await house.gatehouse.replaceSigningKeys(by: .shell)
        house.clock.advance(by: .seconds(1))
        let new = Set(try await keyIDs())
        #expect(new.count == 3 && new.isDisjoint(with: both))
    }

    @Test("A clock that is put back does not make the keys of a moment ago those of for ever")
    func clockPutBack() async throws {
        try await house.addSigningKeys()
        _ = try await keyIDs()
        house.clock.advance(by: .seconds(-3600))
        try await house.execute("DELETE FROM signing_key")
        #expect(try await browser.get(Self.jwks).status == 503)
    }

    @Test(
        "Both may be kept for five minutes and have a tag, by which they are not sent again",
        arguments: [discovery, jwks])
    func tags(_ path: String) async throws {
        try await house.addSigningKeys()
        let answer = try await browser.get(path)
        let tag = try #require(answer.headers[.eTag])
        #expect(answer.headers[.cacheControl] == "public, max-age=300" && answer.setCookies.isEmpty)
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try await browser.get(path, headers: ["If-None-Match": known])
            #expect(again.status == 304 && again.bytes.isEmpty && again.headers[.eTag] == tag, "\(known)")
        }
        for other in ["\"x\"", "", tag.replacing("\"", with: ""), "W/", "\(tag)x"] {
            #expect(try await browser.get(path, headers: ["If-None-Match": other]).status == 200, "\(other)")
        }
    }

    @Test("A tag changes when what it stands for does")
    func tagChanges() async throws {
        try await house.addSigningKeys()
        let before = try await browser.get(Self.jwks).headers[.eTag]
        try await house.gatehouse.replaceSigningKeys(by: .shell)
        house.clock.advance(by: .seconds(1))
        let after = try await browser.get(Self.jwks).headers[.eTag]
        #expect(before != nil && after != nil && before != after)
    }

    @Test("Pages of every site may read both, and ask first; of nothing else", arguments: [discovery, jwks])
    func crossOrigin(_ path: String) async throws {
        try await house.addSigningKeys()
        let headers = ["Origin": "https://app.example", "Access-Control-Request-Method": "GET"]
        let asked = try await browser.send(.options, path, body: nil, headers: headers)
        #expect(asked.status == 204 && asked.headers[.accessControlAllowOrigin] == "*")
        #expect(asked.headers[.accessControlAllowMethods] == "GET, HEAD, POST")
        #expect(asked.headers[.accessControlAllowCredentials] == nil)
        #expect(try await browser.get(path, headers: headers).headers[.accessControlAllowOrigin] == "*")
        for other in ["/", "/session", "/readyz", "/nothing"] {
            let answer = try await browser.send(.options, other, body: nil, headers: headers)
            #expect([404, 405].contains(answer.status) && answer.headers[.accessControlAllowOrigin] == nil, "\(other)")
        }
        #expect(try await browser.send(.post, path, body: nil).status == 405)
    }

    @Test("A HEAD is answered with the same tag and nothing in it", arguments: [discovery, jwks])
    func head(_ path: String) async throws {
        try await house.addSigningKeys()
        let answer = try await browser.send(.head, path, body: nil)
        #expect(answer.status == 200 && answer.bytes.isEmpty)
        #expect(answer.headers[.eTag] == (try await browser.get(path).headers[.eTag]))
    }
}
