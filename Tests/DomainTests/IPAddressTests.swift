import TestSupport
import Testing

@testable import Domain

@Suite("Addresses and ranges")
struct IPAddressTests {
    @Test(
        "The usual forms are read",
        arguments: [("192.0.2.10", "192.0.2.10"), ("2001:DB8:0:0::1", "2001:db8::1"), ("::", "::"), ("::1", "::1")])
    func reads(_ text: String, _ canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test("An IPv4 address mapped into IPv6 is the IPv4 address")
    func mapped() throws {
        #expect(IPAddress("::ffff:10.0.0.1") == IPAddress("10.0.0.1"))
        #expect(try #require(AddressRange("10.0.0.0/8")).contains(try #require(IPAddress("::ffff:10.9.9.9"))))
        #expect(IPAddress("::10.0.0.1") != IPAddress("10.0.0.1"))
    }

    @Test(
        "Garbage is no address",
        arguments: [
            "", " ", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4:80", "[::1]",
            "fe80::1%eth0", "1.2.3.4 ",
            " 1.2.3.4", "1.2.3.4\u{0}", "1.2.3.4/8", ":::", "1::2::3", "١.٢.٣.٤", "unknown", "_hidden", "-1.2.3.4",
            String(repeating: "1", count: 5000),
        ])
    func garbage(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(
        "Proxies' forms are read",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("192.0.2.1:80", "192.0.2.1"), ("192.0.2.1:65535", "192.0.2.1"),
            ("[2001:db8::1]:443", "2001:db8::1"), ("[2001:db8::1]", "2001:db8::1"), ("2001:db8::1%eth0", "2001:db8::1"),
            ("fe80::1%25eth0", "fe80::1"), ("[fe80::1%25eth0.7]:8080", "fe80::1"), ("\"192.0.2.1:80\"", "192.0.2.1"),
            ("[::ffff:192.0.2.1]:80", "192.0.2.1"), ("::1", "::1"),
        ])
    func forwarded(_ text: String, _ address: String) {
        #expect(IPAddress(forwarded: text)?.description == address)
    }

    @Test(
        "Garbage in a proxy's form is no address",
        arguments: [
            "", "\"", "\"\"", "[", "]", "[]", "[]:80", "[::1", "::1]", "[::1]80", "[::1]:", "[::1]:65536", "[::1]:x",
            "[::1]:8 0",
            "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:+80", "192.0.2.1:８０", "192.0.2.1:80:80", "192.0.2.1%eth0",
            "[192.0.2.1]", "[192.0.2.1]:80", "::1%", "::1%eth 0", "::1%<script>", "::1%25", "for=192.0.2.1",
            "for=\"[::1]\"",
            "\"192.0.2.1", "192.0.2.1\"", "'192.0.2.1'", "\"\"192.0.2.1\"\"", "unknown", "_hidden", "_hidden:80", ":80",
            ":",
            "192.0.2.1 ", "192.0.2.1, 192.0.2.2", "192.0.2.1;80", "http://192.0.2.1", "01.2.3.4:80", "[::1%]",
            "[[::1]]",
            String(repeating: "1", count: 5000),
        ])
    func forwardedGarbage(_ text: String) {
        #expect(IPAddress(forwarded: text) == nil)
    }

    @Test(
        "A range holds what has its prefix",
        arguments: [
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("192.0.2.128/25", "192.0.2.127", false),
            ("192.0.2.128/25", "192.0.2.128", true), ("192.0.2.10", "192.0.2.10", true),
            ("192.0.2.10", "192.0.2.11", false),
            ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false), ("::/0", "192.0.2.1", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true),
            ("2001:db8::/33", "2001:db8:8000::1", false), ("::1/128", "::1", true),
        ])
    func contains(_ range: String, _ address: String, _ expected: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(try #require(IPAddress(address))) == expected)
    }

    @Test(
        "Garbage is no range",
        arguments: [
            "", "/", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "/8",
            "10.0.0.0/８", "*", "10.0.0.0/99999999999999999999",
        ])
    func garbageRanges(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test("Any bytes are an address or none, and an address is read back from its own text")
    func anyBytes() {
        var random = SeededRandom()
        for _ in 0..<3000 {
            let text = String(decoding: random.bytes(atMost: 40, alphabet: "0123456789abcdef:./%[]"), as: UTF8.self)
            if let address = IPAddress(text) {
                #expect(IPAddress(address.description) == address, "seed \(random.seed)")
            }
            _ = AddressRange(text)
            _ = IPAddress(forwarded: text)
        }
    }
}
