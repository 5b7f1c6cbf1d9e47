import TestSupport
import Testing

@testable import Domain

@Suite("Base32 and base64url")
struct BaseEncodingTests {
    static let vectors = [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ]

    @Test("RFC 4648 §10: base32 of the vectors, without padding", arguments: vectors)
    func encodes(_ plain: String, _ text: String) {
        #expect(Base32.encode(Array(plain.utf8)) == text)
    }

    @Test("RFC 4648 §10: base32 is read in either case, with and without padding", arguments: vectors)
    func decodes(_ plain: String, _ text: String) {
        let padded = text + String(repeating: "=", count: (8 - text.count % 8) % 8)
        for form in [text, text.lowercased(), padded] { #expect(Base32.decode(form) == Array(plain.utf8), "\(form)") }
    }

    @Test("Spaces and hyphens of a key typed in groups do not matter")
    func groups() {
        #expect(Base32.decode("MZXW 6YTB OI") == Array("foobar".utf8))
        #expect(Base32.decode("mzxw-6ytb-oi======") == Array("foobar".utf8))
    }

    @Test("An impossible length is refused", arguments: ["M", "MZX", "MZXW6Y", "MZXW6YTBM"])
    func lengths(_ text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test("Left-over bits that are not zero are refused", arguments: ["MZ", "MZXR", "MZXW7", "MZXW6YR"])
    func leftOverBits(_ text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test(
        "Characters outside of the alphabet are refused",
        arguments: ["M1", "M0", "M8", "MÝ", "Ｍ２", "M=Y=", "\u{0}", "M\u{A0}Y", "MY\n"])
    func alphabet(_ text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test("Whatever is encoded comes back")
    func roundTrip() {
        var random = SeededRandom()
        for _ in 0..<500 {
            let bytes = random.bytes(atMost: 70)
            #expect(Base32.decode(Base32.encode(bytes)) == bytes, "seed \(random.seed)")
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes, "seed \(random.seed)")
        }
    }

    @Test(
        "Base64url is read in its one form only",
        arguments: ["Zg==", "Zm8=", "Zh", "+w", "/w", "Z", "Zg\n", " Zg", "Ｚg"])
    func strict(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test("Base64url has no character that a URL or a cookie would change")
    func alphabetOfURL() {
        #expect(Base64URL.encode([0xFB, 0xEF, 0xFF]) == "--__")
        #expect(Base64URL.decode("--__") == [0xFB, 0xEF, 0xFF])
        #expect(Base64URL.decode("") == [])
    }
}
