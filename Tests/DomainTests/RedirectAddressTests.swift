import Domain
import Foundation
import TestSupport
import Testing

@Suite("Addresses that an application is answered at")
struct RedirectAddressTests {
    @Test(
        "Good ones are taken as they stand, each of its kind",
        arguments: [
            ("https://crm.example.org/signed-in", RedirectAddress.Kind.web), ("https://crm.example.org", .web),
            ("https://crm.example.org/", .web), ("https://crm.example.org:8443/a/b?tenant=1&next=%2Fhome", .web),
            ("https://intranet/cb", .web), ("https://10.0.0.5/cb", .web), ("https://[2001:db8::1]:8443/cb", .web),
            ("https://xn--kapu-5qa.example/cb", .web), ("https://127.0.0.1/cb", .web), ("https://localhost/cb", .web),
            ("https://app.example.org/a%20b/..x/x..;y", .web), ("https://app.example.org/.gatehouse/callback", .web),
            ("http://127.0.0.1/cb", .loopback), ("http://127.0.0.1:49152/cb", .loopback),
            ("http://[::1]:7/cb", .loopback),
            ("http://localhost:8000/oidc/callback/", .localhost),
            ("com.example.softphone:/signed-in", .privateScheme),
            ("com.example.softphone://signed-in/x", .privateScheme),
            ("org.example.app-1:/", .privateScheme),
        ])
    func good(_ text: String, _ kind: RedirectAddress.Kind) {
        let address = RedirectAddress(text)
        #expect(address?.text == text && address?.kind == kind)
        #expect(address?.isMeant(by: text, anyPort: false) == true)
    }

    @Test(
        "R81 R89 each bad one is refused, with its reason",
        arguments: [
            ("", RedirectAddressProblem.empty),
            ("https://a.example/" + String(repeating: "x", count: 2000), .tooLong),
            (" https://a.example/cb", .blank), ("https://a.example/c b", .blank), ("https://a.example/cb\n", .blank),
            ("https://a.example/\u{0}", .blank), ("java\tscript:alert(1)", .blank),
            ("https://a.example/\u{7F}", .blank),
            ("https://kapű.example/cb", .notASCII), ("https://ａ.example/cb", .notASCII),
            ("https://a。example/cb", .notASCII), ("https://a.example/\u{202E}cb", .notASCII),
            ("https://\u{212A}.example/cb", .notASCII), ("https://a.example\u{FF0F}evil.example/", .notASCII),
            ("https://a.example\\@evil.example/", .backslash), ("https:\\\\a.example/cb", .backslash),
            ("https://*.example.org/cb", .wildcard), ("https://a.example/*", .wildcard), ("*", .wildcard),
            ("https://a.example/cb#x", .fragment), ("https://a.example/cb#", .fragment),
            ("https://a.example/<script>", .character), ("https://a.example/{id}", .character),
            ("https://a.example/a|b", .character), ("https://a.example/[x]", .character),
            ("https://a.example/\"", .character),
            ("https://a.example/%", .percent), ("https://a.example/%4", .percent), ("https://a.example/%zz", .percent),
            ("https://a.example/%00", .percent), ("https://a.example/?x=%0d%0a", .percent),
            ("https://a.example/%7F", .percent),
            ("a.example/cb", .noScheme), ("/cb", .noScheme), ("//a.example/cb", .noScheme),
            ("127.0.0.1:80/cb", .noScheme),
            ("crm.example.org:8080/cb", .noScheme), ("localhost:8080/cb", .noScheme), (":/cb", .noScheme),
            ("cb", .noScheme),
            ("javascript:alert(1)", .scriptScheme), ("JavaScript:alert(1)", .scriptScheme),
            ("javascript://a.example/%0Aalert(1)", .percent), ("javascript://a.example/cb", .scriptScheme),
            ("data:text/html,x", .scriptScheme), ("DATA:text/html;base64,PHg", .scriptScheme),
            ("vbscript:x", .scriptScheme),
            ("blob:https://a.example/x", .scriptScheme), ("file:///etc/passwd", .scriptScheme),
            ("filesystem:https://a.example/x", .scriptScheme), ("about:blank", .scriptScheme),
            ("view-source:https://a.example/", .scriptScheme),
            ("softphone:/cb", .schemeWithoutDot), ("myapp://cb", .schemeWithoutDot),
            ("mailto:a@b.example", .schemeWithoutDot),
            ("ws://a.example/cb", .schemeWithoutDot), ("com.:/cb", .schemeWithoutDot),
            ("com..example:/cb", .schemeWithoutDot),
            ("HTTPS://a.example/cb", .capitals), ("https://A.example/cb", .capitals), ("Com.Example:/cb", .capitals),
            ("https:", .incomplete), ("https:a.example/cb", .incomplete), ("https:/a.example/cb", .incomplete),
            ("https:///cb", .incomplete), ("https://", .incomplete), ("https://?x", .incomplete),
            ("https://:443/", .incomplete),
            ("com.example:", .incomplete), ("com.example:cb", .incomplete), ("com.example:?x", .incomplete),
            ("https://anna@a.example/cb", .userInfo), ("https://a.example@evil.example/cb", .userInfo),
            ("https://a.example:x@evil.example/", .userInfo), ("https://@a.example/", .userInfo),
            ("com.example://u@x/cb", .userInfo),
            ("https://a..example/cb", .host), ("https://a.example./cb", .host), ("https://-a.example/cb", .host),
            ("https://a_b.example/cb", .host), ("https://a%2eexample/cb", .host), ("https://127.1/cb", .host),
            ("https://2130706433/cb", .host), ("https://0x7f000001/cb", .host), ("https://0177.0.0.1/cb", .host),
            ("https://a.0x1/cb", .host), ("https://256.1.1.1/cb", .host), ("https://[::1/cb", .host),
            ("https://[]/cb", .host),
            ("https://[::ffff:127.0.0.1]/cb", .host), ("https://[0:0:0:0:0:0:0:1]/cb", .host),
            ("https://[fe80::1%25eth0]/cb", .host), ("https://[127.0.0.1]/cb", .host),
            ("https://a.example,b.example/", .host),
            ("https://a.example:/cb", .port), ("https://a.example:0/cb", .port), ("https://a.example:080/cb", .port),
            ("https://a.example:65536/cb", .port), ("https://a.example:x/cb", .port), ("https://[::1]x/cb", .port),
            ("http://a.example/cb", .insecure), ("http://127.0.0.1.evil.example/cb", .insecure),
            ("http://localhost.evil.example/cb", .insecure), ("http://127.0.0.2/cb", .insecure),
            ("http://10.0.0.5/cb", .insecure), ("http://[::2]/cb", .insecure), ("http://evil-localhost/cb", .insecure),
            ("https://a.example/../cb", .dotSegment), ("https://a.example/x/..", .dotSegment),
            ("https://a.example/./cb", .dotSegment), ("https://a.example/x/..;/cb", .dotSegment),
            ("com.example:/../cb", .dotSegment),
            ("https://a.example/%2e%2e/cb", .encodedSign), ("https://a.example/x%2Fcb", .encodedSign),
            ("https://a.example/x%5Ccb", .encodedSign), ("https://a.example/.%2E/cb", .encodedSign),
        ])
    func bad(_ text: String, _ problem: RedirectAddressProblem) {
        #expect(RedirectAddress.reading(text) == .failure(problem), "\(text)")
    }

    @Test(
        "Off by a byte is another address",
        arguments: [
            "https://crm.example.org/signed-in/", "https://crm.example.org/signed-in?",
            "https://crm.example.org/Signed-in",
            "https://crm.example.org:443/signed-in", "https://crm.example.org/signed-in#",
            "http://crm.example.org/signed-in",
            "https://CRM.example.org/signed-in", "https://crm.example.org/signed%2Din",
            "https://crm.example.org/signed-in ",
            "https://crm.example.org/x/../signed-in", "https://crm.example.org.evil.example/signed-in", "",
            "https://crm.example.org@evil.example/signed-in", "https://\u{212A}rm.example.org/signed-in",
        ])
    func otherAddress(_ presented: String) throws {
        let address = try #require(RedirectAddress("https://crm.example.org/signed-in"))
        for anyPort in [true, false] { #expect(!address.isMeant(by: presented, anyPort: anyPort)) }
    }

    @Test("Texts that are equal and differ in their bytes are different addresses")
    func bytes() throws {
        let address = try #require(RedirectAddress("com.example:/K;"))
        for presented in ["com.example:/\u{212A};", "com.example:/K\u{37E}"] {
            #expect(presented == address.text)
            #expect(!address.isMeant(by: presented, anyPort: true))
        }
    }

    @Test(
        "N1 RFC 8252 7.3 of a native application any port of the same loopback address is meant, and nothing else differs",
        arguments: [
            ("http://127.0.0.1/cb", "http://127.0.0.1:49152/cb", true),
            ("http://127.0.0.1:80/cb", "http://127.0.0.1/cb", true),
            ("http://127.0.0.1:1/cb?x=1", "http://127.0.0.1:2/cb?x=1", true),
            ("http://[::1]/cb", "http://[::1]:65535/cb", true),
            ("http://127.0.0.1", "http://127.0.0.1:9", true),
            ("http://127.0.0.1/cb", "http://[::1]:49152/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.2:1/cb", false),
            ("http://127.0.0.1/cb", "http://localhost:49152/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:0/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:65536/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:/cb", false),
            ("http://127.0.0.1/cb", "https://127.0.0.1:49152/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1/cb/", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1@evil.example/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1/cb#", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1/./cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1.evil.example:1/cb", false),
            ("http://localhost:1/cb", "http://localhost:2/cb", false),
            ("https://127.0.0.1:1/cb", "https://127.0.0.1:2/cb", false),
        ])
    func anyPort(_ registered: String, _ presented: String, _ isMeant: Bool) throws {
        let address = try #require(RedirectAddress(registered))
        #expect(address.isMeant(by: presented, anyPort: true) == isMeant)
        #expect(!address.isMeant(by: presented, anyPort: false))
    }

    @Test(
        "An origin is scheme, host and port as browsers send it",
        arguments: [
            ("https://app.example.org", nil), ("https://app.example.org:8443", nil), ("http://127.0.0.1:5173", nil),
            ("http://localhost:3000", nil), ("https://[::1]:8443", nil),
            ("https://app.example.org/", .notOrigin), ("https://app.example.org/app", .notOrigin),
            ("https://app.example.org?x", .notOrigin), ("https://app.example.org:443", .port),
            ("http://127.0.0.1:80", .port), ("http://app.example.org", .insecure), ("com.example.app:/", .insecure),
            ("null", .noScheme), ("*", .wildcard), ("https://*.example.org", .wildcard),
        ] as [(String, RedirectAddressProblem?)])
    func origins(_ text: String, _ problem: RedirectAddressProblem?) {
        switch WebOrigin.reading(text) {
        case .success(let origin): #expect(problem == nil && origin.text == text)
        case .failure(let found): #expect(found == problem)
        }
    }

    /// Pieces of addresses, and of what tries to pass for one.
    private static let pieces = [
        "https", "http", "HTTPS", "javascript", "com.example", "data", ":", "://", "//", "/", "\\", "@", "a.example",
        "127.0.0.1",
        "[::1]", "localhost", ":443", ":0", ":8080", "/cb", "/..", "/.", ";", "?x=1", "#", "%2e", "%2F", "%00", "%41",
        "%", "*", "é",
        "\u{212A}", "\u{0}", " ", "\t", ".", "..", "-", "_", "xn--a", "0x7f", "1", "[", "]", "|", "\"",
    ]

    @Test("Whatever comes: an answer, and what is taken means to Foundation what it means here")
    func fuzz() {
        var random = SeededRandom()
        var taken = 0
        for round in 0..<30_000 {
            let count = Int.random(in: 1...8, using: &random)
            var text = round.isMultiple(of: 2) ? "https://" : ""
            for _ in 0..<count { text += Self.pieces[Int.random(in: Self.pieces.indices, using: &random)] }
            if round.isMultiple(of: 7) { text += String(decoding: random.bytes(atMost: 12), as: UTF8.self) }
            guard case .success(let address) = RedirectAddress.reading(text) else { continue }
            taken += 1
            let what = Comment("seed \(random.seed): \(text.debugDescription)")
            #expect(address.text.utf8.elementsEqual(text.utf8), what)
            #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) }, what)
            #expect(!text.contains("\\") && !text.contains("*") && !text.contains("#"), what)
            guard let parts = URLComponents(string: text), let scheme = parts.scheme else {
                Issue.record(what)
                continue
            }
            #expect(parts.user == nil && parts.password == nil && parts.fragment == nil, what)
            #expect(!parts.path.split(separator: "/").contains(".."), what)
            switch address.kind {
            case .web: #expect(scheme == "https" && parts.encodedHost?.isEmpty == false, what)
            case .loopback:
                #expect(scheme == "http" && ["127.0.0.1", "::1", "[::1]"].contains(parts.encodedHost), what)
            case .localhost: #expect(scheme == "http" && parts.encodedHost == "localhost", what)
            case .privateScheme: #expect(scheme.contains("."), what)
            }
            // One byte more, less or other is another address.
            var other = Array(text.utf8)
            other[Int.random(in: other.indices, using: &random)] ^= 1
            #expect(!address.isMeant(by: String(decoding: other, as: UTF8.self), anyPort: false), what)
        }
        #expect(taken > 300, "seed \(random.seed)")
    }
}
