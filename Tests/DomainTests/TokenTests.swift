import Testing

@testable import Domain

@Suite("Tokens and identifiers")
struct TokenTests {
    @Test("ASVS 7.2.3 a token has 256 random bits, another every time")
    func unique() {
        let texts = (0..<2000).map { _ in Token(from: .system).text }
        #expect(Set(texts).count == 2000)
        #expect(texts.allSatisfy { $0.utf8.count == 43 && Base64URL.decode($0)?.count == 32 })
    }

    @Test("Only the exact text of a token is read")
    func exact() {
        let text = Token(from: .system).text
        #expect(Token(text: text)?.text == text)
        for other in [
            "", "a", String(text.dropLast()), text + "A", text + "=", " " + text, text + "\n", text.uppercased() + "-",
        ] {
            #expect(Token(text: other) == nil, "\(other)")
        }
    }

    @Test("A token is known by its digest, which does not give it away")
    func digest() {
        let token = Token(from: .system)
        #expect(token.digest == Token(text: token.text)?.digest)
        #expect(token.digest != Token(from: .system).digest)
        #expect(token.digest.bytes.count == 32)
        #expect(Base64URL.encode(token.digest.bytes) != token.text)
    }

    @Test("A derived token depends on the token, the salt and the purpose")
    func derived() {
        let token = Token(from: .system)
        let derived = token.derived(salt: [1], purpose: "session")
        #expect(derived == token.derived(salt: [1], purpose: "session"))
        #expect(derived != token.derived(salt: [2], purpose: "session"))
        #expect(derived != token.derived(salt: [1], purpose: "other"))
        #expect(derived != Token(from: .system).derived(salt: [1], purpose: "session"))
        #expect(derived != token)
    }

    @Test("Identifiers are version 7 UUIDs that sort by the time they were made")
    func identifiers() {
        let times = [0, 1, 999, 1_795_417_200_000, 1_795_417_200_001].map { Timestamp(milliseconds: $0) }
        let ids = times.map { UserID(at: $0, from: .system).text }
        #expect(ids == ids.sorted())
        #expect(
            ids.allSatisfy {
                $0.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
            })
    }

    @Test(
        "Only the canonical form of an identifier is read",
        arguments: [
            "", "x", "019AAF00-0000-7000-8000-000000000000", "019aaf0000007000800000000000000",
            "019aaf00-0000-7000-8000-00000000000g", "019aaf00-0000-7000-8000-000000000000 ",
            "019aaf00-0000-7000-8000--00000000000", "../019aaf00-0000-7000-8000-000000000",
        ])
    func canonical(_ text: String) {
        #expect(UserID(text) == nil)
    }
}
