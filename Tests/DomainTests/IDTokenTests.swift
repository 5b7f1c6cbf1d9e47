import Testing

@testable import Domain

@Suite("ID tokens")
struct IDTokenTests {
    private func token(nonce: String? = "n") -> IDToken {
        IDToken(
            issuer: "https://sign-in.example", subject: "0193", audience: "crm",
            issuedAt: Timestamp(milliseconds: 1_795_417_200_999),
            authenticatedAt: Timestamp(milliseconds: 1_795_417_000_000), nonce: nonce, level: "urn:gatehouse:2fa",
            methods: [.password, .oneTimeCode], sessionID: "s")
    }

    @Test("Core 2: every claim with its type, times in whole seconds, one audience as text")
    func claims() {
        let expected: JSONValue = [
            "iss": "https://sign-in.example", "sub": "0193", "aud": "crm", "exp": 1_795_417_800, "iat": 1_795_417_200,
            "auth_time": 1_795_417_000, "nonce": "n", "acr": "urn:gatehouse:2fa", "amr": ["pwd", "otp", "mfa"],
            "sid": "s",
        ]
        #expect(token().payload() == expected)
    }

    @Test("A nonce that was not sent is not there, and not null")
    func noNonce() {
        #expect(token(nonce: nil).payload()["nonce"] == nil)
        #expect(!String(decoding: token(nonce: nil).payload().bytes, as: UTF8.self).contains("null"))
    }

    @Test("A claim about the person never stands in the place of one of the house's")
    func reserved() {
        let payload = token(nonce: nil).payload(with: [
            JSONMember("sub", "admin"), JSONMember("nonce", "x"), JSONMember("email", "anna@example.com"),
            JSONMember("acr", "phr"),
        ])
        #expect(payload["sub"] == "0193" && payload["nonce"] == nil && payload["acr"] == "urn:gatehouse:2fa")
        #expect(payload["email"] == "anna@example.com")
        #expect(JSONValue(reading: payload.bytes) == payload)
    }
}
