import TestSupport
import Testing

@testable import Domain

@Suite("Domain parsers take any bytes")
struct ParserTests {
    @Test("Thousands of random inputs: an answer, never a crash")
    func anyBytes() {
        var random = SeededRandom()
        for _ in 0..<2500 {
            let bytes = random.bytes(atMost: 90)
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Base32.decode(text)
            _ = Base64URL.decode(text)
            _ = Token(text: text)
            _ = OneTimeCode(typed: text)
            _ = UserName(text)
            _ = UserID(text)
            _ = KeyFile.parse(Secret(bytes))
            _ = AuthenticationMethods(stored: text)
            _ = SearchWords.ofSearch(text)
            _ = UserDetails(displayName: text, email: text, language: .english).problems
            _ = WebOrigin(text)
            _ = ClientID(text)
            _ = Scope(text)
            _ = ClientSecretDigest(hex: text)
            _ = KeyURI(issuer: text, account: text).text(for: TOTP(key: Secret(bytes)))
        }
    }

    @Test("What is read is read again the same")
    func stable() {
        var random = SeededRandom()
        for _ in 0..<3000 {
            let text = String(decoding: random.bytes(atMost: 24, alphabet: "abcXYZ09äőß_-."), as: UTF8.self)
            guard let name = UserName(text) else { continue }
            #expect(UserName(name.text)?.key == name.key, "seed \(random.seed): \(Array(text.unicodeScalars))")
        }
    }
}
