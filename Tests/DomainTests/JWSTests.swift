import TestSupport
import Testing

@testable import Domain

@Suite("Signatures of tokens")
struct JWSTests {
    private static let keys = Result {
        [
            try JOSEVector.named("RFC 7520 4.1").signingKey(), try SigningKey(making: .es256, random: .system),
            try SigningKey(making: .edDSA, random: .system),
        ]
    }

    private static func key(_ algorithm: SigningAlgorithm) throws -> SigningKey {
        try #require(try keys.get().first { $0.algorithm == algorithm })
    }

    /// As the house verifies: every algorithm allowed, every key known.
    private static func refusal(
        of token: String, allowing algorithms: Set<SigningAlgorithm> = Set(SigningAlgorithm.allCases)
    ) throws -> JWS.Refusal? {
        let keys = try keys.get()
        let result = JWS.verify(token, as: .idToken, allowing: algorithms) { id in
            keys.first { $0.id == id }?.publicKey
        }
        if case .failure(let refusal) = result { return refusal }
        return nil
    }

    /// A token with any header, signed rightly.
    private static func token(
        _ header: String, _ payload: String = "{}", by algorithm: SigningAlgorithm = .edDSA
    ) throws -> String {
        let key = try key(algorithm)
        let header = Base64URL.encode(header.replacing("KID", with: key.id).utf8)
        let message = header + "." + Base64URL.encode(payload.utf8)
        return message + "." + Base64URL.encode(try key.signature(of: Array(message.utf8)))
    }

    private static let good = #"{"alg":"EdDSA","kid":"KID","typ":"JWT"}"#

    @Test("What we sign, we believe, and the payload is what was signed", arguments: SigningAlgorithm.allCases)
    func ours(_ algorithm: SigningAlgorithm) throws {
        let key = try Self.key(algorithm)
        let payload: JSONValue = ["sub": "anna", "é": ["\u{1F511}", 1, true]]
        let token = try JWS.sign(payload, as: .idToken, with: key)
        let result = JWS.verify(token, as: .idToken, allowing: [algorithm]) { $0 == key.id ? key.publicKey : nil }
        #expect(JSONValue(reading: try result.get()) == payload)
        #expect(try Self.refusal(of: token) == nil)
    }

    @Test("The header says algorithm, key and kind, and nothing else")
    func header() throws {
        let key = try Self.key(.es256)
        let token = try JWS.sign([:], as: .idToken, with: key)
        let header = try #require(Base64URL.decode(String(token.prefix { $0 != "." })))
        #expect(String(decoding: header, as: UTF8.self) == #"{"alg":"ES256","kid":"\#(key.id)","typ":"JWT"}"#)
    }

    @Test("The good header is good")
    func control() throws {
        #expect(try Self.refusal(of: Self.token(Self.good)) == nil)
        #expect(try Self.refusal(of: Self.token(#"{"typ":"JWT","x":[1],"kid":"KID","alg":"EdDSA"}"#)) == nil)
    }

    @Test(
        "A header that is signed rightly is refused for what it says",
        arguments: [
            (#"{"alg":"none","kid":"KID","typ":"JWT"}"#, JWS.Refusal.algorithm),
            (#"{"alg":"None","kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":"HS256","kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":"PS256","kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":"eddsa","kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":"ES256","kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":["EdDSA"],"kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":null,"kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"kid":"KID","typ":"JWT"}"#, .algorithm),
            (#"{"alg":"EdDSA","alg":"EdDSA","kid":"KID","typ":"JWT"}"#, .unreadableHeader),
            (#"{"alg":"none","\u0061lg":"EdDSA","kid":"KID","typ":"JWT"}"#, .unreadableHeader),
            (#"{"alg":"EdDSA","kid":1,"typ":"JWT"}"#, .unreadableHeader),
            (#"{"alg":"EdDSA","kid":null,"typ":"JWT"}"#, .unreadableHeader),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","x":[[[]]]}"#, .unreadableHeader),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT"} x"#, .unreadableHeader),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT",}"#, .unreadableHeader),
            (#"["EdDSA"]"#, .unreadableHeader), ("", .unreadableHeader), ("null", .unreadableHeader),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","crit":["exp"],"exp":1}"#, .critical),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","crit":[]}"#, .critical),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","b64":false}"#, .critical),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","jwk":{"kty":"OKP"}}"#, .bringsKey),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","jku":"https://evil.example/jwks"}"#, .bringsKey),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","x5u":"https://evil.example/x"}"#, .bringsKey),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","x5c":["MII"]}"#, .bringsKey),
            (#"{"alg":"EdDSA","kid":"KID","typ":"JWT","x5t#S256":"a"}"#, .bringsKey),
            (#"{"alg":"EdDSA","kid":"KID"}"#, .otherKind),
            (#"{"alg":"EdDSA","kid":"KID","typ":"at+jwt"}"#, .otherKind),
            (#"{"alg":"EdDSA","kid":"KID","typ":"logout+jwt"}"#, .otherKind),
            (#"{"alg":"EdDSA","kid":"KID","typ":["JWT"]}"#, .otherKind),
            (#"{"alg":"EdDSA","typ":"JWT"}"#, .unknownKey),
            (#"{"alg":"EdDSA","kid":"","typ":"JWT"}"#, .unknownKey),
            (#"{"alg":"EdDSA","kid":"../../dev/null","typ":"JWT"}"#, .unknownKey),
        ])
    func headers(_ header: String, _ refusal: JWS.Refusal) throws {
        #expect(try Self.refusal(of: Self.token(header)) == refusal)
    }

    @Test("An algorithm that the caller does not allow is refused", arguments: SigningAlgorithm.allCases)
    func notAllowed(_ algorithm: SigningAlgorithm) throws {
        let token = try JWS.sign([:], as: .idToken, with: try Self.key(algorithm))
        let others = Set(SigningAlgorithm.allCases).subtracting([algorithm])
        #expect(try Self.refusal(of: token, allowing: others) == .algorithm)
        #expect(try Self.refusal(of: token, allowing: []) == .algorithm)
    }

    @Test(
        "What is not three parts of canonical base64url is refused",
        arguments: [
            "", ".", "..", "a.b.c", "e30.e30", "e30.e30.e30.e30", "e30=.e30=.e30=", "e31.e30.e30",
            "e3+.e30.e30",
            " e30.e30.e30", "e30.e30.e30\n", "e30.e30.e3\u{F6}", String(repeating: ".", count: 16_000),
        ])
    func form(_ token: String) throws {
        let refusal = try #require(try Self.refusal(of: token))
        #expect([.malformed, .unreadableHeader].contains(refusal))
    }

    @Test("Left-over bits of the last character are no second way to write a signature")
    func leftOver() throws {
        let token = try Self.token(Self.good)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(token.last.flatMap { alphabet.firstIndex(of: $0) })
        // 64 bytes leave four bits over, which are zero.
        for more in 1..<16 {
            #expect(try Self.refusal(of: token.dropLast() + String(alphabet[last + more])) == .malformed)
        }
    }

    @Test("What is longer than 16 KiB is not looked at")
    func tooLong() throws {
        let token = try Self.token(Self.good, String(repeating: "a", count: 12_400))
        #expect(try Self.refusal(of: token) == .tooLong)
        #expect(try Self.refusal(of: String(repeating: "e", count: 1_000_000)) == .tooLong)
        #expect(try Self.refusal(of: Self.token(Self.good, String(repeating: "a", count: 12_000))) == nil)
    }

    @Test("Every flipped bit of header, payload or signature is noticed", arguments: SigningAlgorithm.allCases)
    func flipped(_ algorithm: SigningAlgorithm) throws {
        let token = try JWS.sign(["sub": "anna"], as: .idToken, with: try Self.key(algorithm))
        let parts = token.split(separator: ".").compactMap { Base64URL.decode(String($0)) }
        for part in parts.indices {
            for bit in 0..<min(parts[part].count, 80) * 8 {
                var changed = parts
                changed[part][bit / 8] ^= 1 << (bit % 8)
                #expect(try Self.refusal(of: changed.map(Base64URL.encode).joined(separator: ".")) != nil)
            }
        }
    }

    @Test("Signatures that others took for valid: all zeros, DER, one byte more or less, added group order")
    func forged() throws {
        for algorithm in SigningAlgorithm.allCases {
            let token = try JWS.sign(["sub": "anna"], as: .idToken, with: try Self.key(algorithm))
            let message = token.split(separator: ".").dropLast().joined(separator: ".")
            let signature = try #require(Base64URL.decode(String(token.dropFirst(message.count + 1))))
            var forgeries: [[UInt8]] = [
                [], [0], Array(repeating: 0, count: signature.count), [0] + signature, signature + [0],
                Array(signature.dropLast()), Array(signature.dropFirst()), signature + signature,
            ]
            if algorithm == .edDSA { forgeries.append(Self.withOrderAdded(signature)) }
            if algorithm == .es256 { forgeries.append(Self.der(signature)) }
            for forgery in forgeries {
                #expect(try Self.refusal(of: message + "." + Base64URL.encode(forgery)) == .signature)
            }
        }
    }

    @Test("A key of another algorithm under the same id verifies nothing")
    func confused() throws {
        let token = try JWS.sign([:], as: .idToken, with: try Self.key(.edDSA))
        let other = try Self.key(.rs256).publicKey
        let result = JWS.verify(token, as: .idToken, allowing: Set(SigningAlgorithm.allCases)) { _ in other }
        #expect(result == .failure(.algorithm))
    }

    @Test("A token where none of a kind is expected, and the other way round")
    func kinds() throws {
        let key = try Self.key(.edDSA)
        let typed = JWS.verify(try Self.token(Self.good), as: nil, allowing: [.edDSA]) { _ in key.publicKey }
        #expect(typed == .failure(.otherKind))
        let untyped = JWS.verify(
            try Self.token(#"{"alg":"EdDSA"}"#), as: nil, allowing: [.edDSA]
        ) { _ in key.publicKey }
        #expect(try untyped.get() == Array("{}".utf8))
    }

    @Test("R101 Tokens changed at random: of thousands none but the original is believed, and the process goes on")
    func fuzz() throws {
        var random = SeededRandom()
        for algorithm in [SigningAlgorithm.es256, .edDSA] {
            let token = try JWS.sign(["sub": "anna", "aud": []], as: .idToken, with: try Self.key(algorithm))
            for _ in 0..<4000 {
                let text = Self.changed(token, &random)
                if try Self.refusal(of: text) == nil {
                    #expect(text == token, "seed \(random.seed)")
                }
            }
        }
        for _ in 0..<4000 {
            let header = random.bytes(atMost: 60, alphabet: #"{}[]":,\u0alg.kid"#)
            let text = Base64URL.encode(header) + ".e30." + Base64URL.encode(random.bytes(atMost: 70))
            #expect(try Self.refusal(of: text) != nil, "seed \(random.seed)")
            #expect(try Self.refusal(of: String(decoding: random.bytes(atMost: 90), as: UTF8.self)) != nil)
        }
    }
}

extension JWSTests {
    /// With one to three characters changed, taken out or put in.
    private static func changed(_ token: String, _ random: inout SeededRandom) -> String {
        var bytes = Array(token.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: bytes.indices, using: &random)
            let byte = random.bytes(atMost: 1, alphabet: "AZaz09-_.=").first ?? 0
            switch Int.random(in: 0...2, using: &random) {
            case 0: bytes[index] = byte
            case 1: bytes.remove(at: index)
            default: bytes.insert(byte, at: index)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// S + L in place of S: the same equation, which RFC 8032 §5.1.7 refuses.
    private static func withOrderAdded(_ signature: [UInt8]) -> [UInt8] {
        let order: [UInt8] = [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        var forged = signature
        var carry = 0
        for (index, byte) in order.enumerated() {
            carry += Int(forged[32 + index]) + Int(byte)
            forged[32 + index] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        return forged
    }

    /// As X.509 writes an ECDSA signature.
    private static func der(_ signature: [UInt8]) -> [UInt8] {
        let integers = [signature.prefix(32), signature.suffix(32)].map { number -> [UInt8] in
            let bytes = Array(number.drop { $0 == 0 })
            let value = bytes.first.map { $0 >= 0x80 } ?? true ? [0] + bytes : bytes
            return [2, UInt8(value.count)] + value
        }
        let body = integers.flatMap(\.self)
        return [0x30, UInt8(body.count)] + body
    }
}
