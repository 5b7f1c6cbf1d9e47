import Foundation
import Testing

@testable import Domain

@Suite("The key URI")
struct KeyURITests {
    let totp = TOTP(key: Secret("12345678901234567890"))

    @Test("It is what Google Authenticator reads")
    func plain() {
        #expect(
            KeyURI(issuer: "Gatehouse", account: "anna").text(for: totp)
                == "otpauth://totp/Gatehouse:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse&algorithm=SHA1&digits=6&period=30"
        )
    }

    @Test("A space is %20, never +, and everything reserved is encoded")
    func encoding() {
        let text = KeyURI(issuer: "Duna & Társa", account: "kis+anna@a/b?c#d%").text(for: totp)
        #expect(text.hasPrefix("otpauth://totp/Duna%20%26%20T%C3%A1rsa:kis%2Banna%40a%2Fb%3Fc%23d%25?secret="))
        #expect(text.contains("&issuer=Duna%20%26%20T%C3%A1rsa&"))
        #expect(!text.contains("+"))
    }

    @Test("Issuer and account keep no colon of their own: apps split the label at the only one")
    func colons() {
        let uri = KeyURI(issuer: "A:B", account: "c:d")
        #expect(uri.label == "A B:c d")
        let text = uri.text(for: totp)
        #expect(text.hasPrefix("otpauth://totp/A%20B:c%20d?"))
        #expect(text.contains("&issuer=A%20B&"))
    }

    @Test("The key has no padding, whatever its length", arguments: [16, 20, 32, 64])
    func padding(_ count: Int) throws {
        let key = (0..<count).map { UInt8($0) }
        let text = KeyURI(issuer: "G", account: "a").text(for: TOTP(key: Secret(key)))
        let secret = try #require(text.firstMatch(of: /secret=([A-Z2-7]+)&/)).1
        #expect(Base32.decode(String(secret)) == key)
    }

    @Test("Any name survives: what an app decodes is what was put in")
    func roundTrip() throws {
        for name in ["anna", "Őrsi Katalin", "a b", "🦊", "<script>", "100%"] {
            let text = KeyURI(issuer: name, account: name).text(for: totp)
            let components = try #require(URLComponents(string: text))
            #expect(components.path == "/\(name):\(name)")
            #expect(components.queryItems?.first { $0.name == "issuer" }?.value == name)
        }
    }
}
