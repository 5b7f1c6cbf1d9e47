import Testing

@testable import Domain

@Suite("Secrets never print")
struct SecretTests {
    static let canary = "canary-7f3a9c"

    /// Every way in which Swift makes text of a value.
    private func texts(_ value: some Sendable) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        dump([value], to: &dumped)
        dump((value, Optional(value)), to: &dumped)
        return [
            "\(value)", String(describing: value), String(reflecting: value), String(reflecting: [value]),
            "\(Optional(value) as Any)", "\([1: value])", dumped,
        ]
    }

    private func expectSilence(_ value: some Sendable, about secret: String, _ name: String) {
        for text in texts(value) { #expect(!text.contains(secret), "\(name): \(text)") }
    }

    @Test("Secret, password, code, token and hash")
    func silent() throws {
        let bytes = Array(Self.canary.utf8)
        let inBytes = bytes.map { "\($0)" }.joined(separator: ", ")
        for secret in [Self.canary, inBytes, "\(bytes[0])\n"] {
            expectSilence(Secret(Self.canary), about: secret, "secret")
            expectSilence(Password(typed: Self.canary), about: secret, "password")
            expectSilence(PasswordHash(unsealed: Secret(Self.canary)), about: secret, "hash")
        }
        expectSilence(try #require(OneTimeCode(typed: "482913")), about: "482913", "code")
        let token = Token(from: .system)
        expectSilence(token, about: token.text, "token")
        expectSilence(token, about: "bytes", "token")
    }

    @Test("What contains a secret is silent as well")
    func containers() throws {
        expectSilence(TOTP(key: Secret(Self.canary)), about: Self.canary, "authenticator")
        let key = SealingKey(from: .system)
        let text = key.key.reveal { Base64URL.encode($0) }
        expectSilence(key, about: text, "sealing key")
        expectSilence(try #require(Keyring([key])), about: text, "keyring")
        struct Holder: Sendable { var secret: Secret }
        expectSilence(Holder(secret: Secret(Self.canary)), about: Self.canary, "holder")
    }

    @Test("Secrets are compared by all of their bytes")
    func equality() {
        #expect(Secret([1, 2, 3]) == Secret([1, 2, 3]))
        #expect(Secret([1, 2, 3]) != Secret([1, 2, 4]))
        #expect(Secret([1, 2, 3]) != Secret([1, 2]))
        #expect(Secret([UInt8]()) == Secret([UInt8]()))
    }
}
