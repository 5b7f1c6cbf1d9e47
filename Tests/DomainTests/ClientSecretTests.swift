import Domain
import Testing

@Suite("Secrets of applications")
struct ClientSecretTests {
    @Test("256 random bits behind a prefix, each another, and no description shows them")
    func made() {
        let secret = ClientSecret(from: .system)
        #expect(secret.text.hasPrefix("gh_cs_") && secret.text.utf8.count == 6 + 43)
        #expect(ClientSecret(from: .system).text != secret.text)
        for shown in ["\(secret)", String(reflecting: secret), "\([secret])"] {
            #expect(!shown.contains("gh_cs_") && !shown.contains(secret.text.suffix(20)))
        }
    }

    @Test("What was presented has the digest of what was shown; `sha256sum` computes the same")
    func digest() throws {
        let secret = ClientSecret(from: .system)
        #expect(ClientSecret(presented: secret.text)?.digest == secret.digest)
        let known = try #require(ClientSecret(presented: "gh_cs_test"))
        #expect(
            known.digest
                == ClientSecretDigest(hex: "80f5da9fed216b3c7d6ac59da731a48c1bacf7c27115051ac637f87107520f48"))
        #expect(ClientSecret(presented: secret.text + " ")?.digest != secret.digest)
    }

    @Test("Nothing, and what is endless, is no secret", arguments: ["", String(repeating: "x", count: 513)])
    func none(_ text: String) { #expect(ClientSecret(presented: text) == nil) }

    @Test(
        "A digest is 64 hexadecimal digits",
        arguments: [
            "", "00", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
            String(repeating: "g", count: 64),
            "+1" + String(repeating: "0", count: 62),
        ])
    func malformed(_ text: String) { #expect(ClientSecretDigest(hex: text) == nil) }
}
