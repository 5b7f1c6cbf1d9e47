import Domain
import TestSupport
import Testing

@testable import Web

@Suite("Which address a request comes from")
struct ClientAddressTests {
    private let behindProxy = ClientAddress(
        trustedProxies: ["10.0.0.0/8", "2001:db8::/32"].compactMap(AddressRange.init))

    @Test(
        "R05 R22 R52 the header is believed from trusted proxies only, and garbage is never somebody",
        arguments: [
            ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"), ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9", "10.0.0.2"], "203.0.113.9"), ("10.0.0.1", [], "10.0.0.1"),
            ("10.0.0.1", [""], "10.0.0.1"), ("10.0.0.1", ["garbage"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9, garbage"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9:port"], "10.0.0.1"), ("10.0.0.1", ["for=203.0.113.9"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9:99999, 10.0.0.2"], "10.0.0.2"), ("10.0.0.1", [",,,"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9,,10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", ["unknown, 10.0.0.3"], "10.0.0.3"),
            ("10.0.0.1", ["'; DROP TABLE", "<script>"], "10.0.0.1"),
            ("10.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"), ("::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
            ("2001:db8::1", ["2001:DB8:0::2, 203.0.113.9"], "203.0.113.9"), ("garbage", ["203.0.113.9"], ""),
        ])
    func resolves(_ peer: String, _ header: [String], _ expected: String) {
        #expect(behindProxy.resolve(peer: peer, forwardedFor: header) == expected)
    }

    @Test(
        "The address is read as proxies write it: port, brackets, zone, quotes, a comma at the end",
        arguments: [
            (["203.0.113.9:1234"], "203.0.113.9"), (["[2001:db9::1]:443"], "2001:db9::1"),
            (["[2001:db9::1]"], "2001:db9::1"), (["fe80::1%eth0"], "fe80::1"), (["fe80::1%25eth0"], "fe80::1"),
            (["203.0.113.9,"], "203.0.113.9"), (["203.0.113.9, , "], "203.0.113.9"),
            (["203.0.113.9", ""], "203.0.113.9"),
            (["\"203.0.113.9\""], "203.0.113.9"), (["\"[2001:db9::1]:4711\" , 10.0.0.2:80,"], "2001:db9::1"),
            (["  1.1.1.1 ,\t203.0.113.9:1 "], "203.0.113.9"), (["203.0.113.9:5, [2001:db8::7]:80"], "203.0.113.9"),
        ])
    func usualForms(_ header: [String], _ expected: String) {
        #expect(behindProxy.resolve(peer: "10.0.0.1", forwardedFor: header) == expected)
    }

    @Test("R22 without a peer there is nobody, whatever a header says")
    func noPeer() {
        #expect(behindProxy.resolve(peer: nil, forwardedFor: ["203.0.113.9"]) == "")
    }

    @Test("R05 R52 a header of an untrusted peer changes neither the log nor a limit")
    func untrusted() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let browser = house.browser()
        for number in 0..<10 {
            house.clock.advance(by: .seconds(31))
            let csrf = try await browser.formToken()
            try await browser.postRaw(
                "/sign-in", [("csrf", csrf), ("userName", "anna"), ("password", "wrong")],
                headers: [
                    "X-Forwarded-For": "203.0.113.\(number)", "X-Real-IP": "203.0.113.1",
                    "Forwarded": "for=203.0.113.1", "True-Client-IP": "203.0.113.1",
                ].merging(TestBrowser.ours) { $1 })
        }
        #expect(try await house.browser().signIn("anna").status == 429)
        #expect(Set(try await house.activities(.signInRefused).map(\.address)) == ["192.0.2.10"])
    }

    @Test("Behind a trusted proxy the log has the client's address")
    func trusted() async throws {
        let house = try await TestHouse(trustedProxies: ["192.0.2.0/24"])
        try await house.addUser("anna")
        let browser = house.browser()
        let csrf = try await browser.formToken()
        for header in ["203.0.113.9:52011", "garbage"] {
            try await browser.postRaw(
                "/sign-in", [("csrf", csrf), ("userName", "anna"), ("password", "wrong")],
                headers: TestBrowser.ours.merging(["X-Forwarded-For": header]) { $1 })
        }
        #expect(try await house.activities(.signInRefused).map(\.address).sorted() == ["192.0.2.10", "203.0.113.9"])
    }

    @Test("R22 any header is an address or none", arguments: Array(0..<200) as [UInt64])
    func anyHeader(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let headers = (0..<3).map { _ in
            String(decoding: random.bytes(atMost: 40, alphabet: "0123456789.:, af[]%\""), as: UTF8.self)
        }
        let found = behindProxy.resolve(peer: "10.0.0.1", forwardedFor: headers)
        #expect(IPAddress(found) != nil)
    }
}
