import Foundation
import TestSupport
import Testing

@testable import Domain

@Suite("JSON")
struct JSONValueTests {
    private static func read(_ text: String, deepest: Int = 8) -> JSONValue? {
        JSONValue(reading: text.utf8, deepest: deepest)
    }

    private static func written(_ value: JSONValue) -> String { String(decoding: value.bytes, as: UTF8.self) }

    @Test("Numbers, words, lists and objects are written in their order, without a space")
    func writing() {
        let value: JSONValue = [
            "exp": 1_300_819_380, "root": true, "nothing": .null, "list": [-1, .fraction(0.5), "a", [:], []],
        ]
        #expect(
            Self.written(value) == #"{"exp":1300819380,"root":true,"nothing":null,"list":[-1,0.5,"a",{},[]]}"#)
    }

    @Test("A member without a value is left out: no claim is ever null by mistake")
    func absent() {
        let nonce: String? = nil
        #expect(Self.written(["sub": "a", "nonce": nonce.map(JSONValue.text)]) == #"{"sub":"a"}"#)
    }

    @Test("What must be escaped is, in names too, and nothing else is")
    func escaping() {
        #expect(
            Self.written(["a\"\\": .text("\u{0}\u{1F}\n</script>\u{7F}é\u{1F511}")])
                == "{\"a\\\"\\\\\":\"\\u0000\\u001f\\u000a</script>\u{7F}é\u{1F511}\"}")
    }

    @Test("What is no number in JSON is not written as one")
    func notFinite() {
        #expect(Self.written([.fraction(.nan), .fraction(.infinity)]) == "[null,null]")
    }

    @Test("Escapes are read, the halves of a character together")
    func escapes() {
        #expect(Self.read(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDD11""#) == "\"\\/\u{8}\u{C}\n\r\té\u{1F511}")
    }

    @Test("Numbers are whole or not, and never rounded unseen")
    func numbers() {
        #expect(Self.read("-0") == 0)
        #expect(Self.read("9223372036854775807") == .integer(.max))
        #expect(Self.read("9223372036854775808") == .fraction(9.223372036854775808e18))
        #expect(Self.read("1.5e3") == .fraction(1500))
        #expect(Self.read("1300819380.0")?.integer == nil)
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", " ", "{", "}", "[", "]", "\"", "{}{}", "[1,]", "[,1]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
            "{a:1}",
            "{'a':1}", "[1 2]", "tru", "True", "nul", "NaN", "Infinity", "-", "+1", "01", "1.", ".5", "1e", "1e+",
            "0x1", "1e999",
            "\"\u{1}\"", "\"\n\"", #""\x""#, #""\u12""#, #""\u12G4""#, #""\uD800""#, #""\uD800\u0041""#, #""\uDC00""#,
            "// a\n1", "1 // a", "\u{FEFF}1", "[1]\u{0}", "{\"a\":1,\"a\":1}", #"{"a":1,"\u0061":2}"#, "{1:1}",
            "[\"a\":1]",
        ])
    func refused(_ text: String) {
        #expect(Self.read(text) == nil)
    }

    @Test("Bytes that are no UTF-8 are refused")
    func notUTF8() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3]] {
            #expect(JSONValue(reading: Array("\"".utf8) + bytes + Array("\"".utf8)) == nil)
        }
    }

    @Test("Depth and length are bounded, and a thousand levels end nothing")
    func bounds() {
        #expect(Self.read("[[[]]]", deepest: 3) != nil)
        #expect(Self.read("[[[[]]]]", deepest: 3) == nil)
        #expect(Self.read(#"{"a":[{"b":[]}]}"#, deepest: 3) == nil)
        #expect(Self.read("1", deepest: 0) == 1)
        #expect(Self.read(String(repeating: "[", count: 16_000)) == nil)
        #expect(Self.read(String(repeating: "{\"a\":", count: 1000) + "1" + String(repeating: "}", count: 1000)) == nil)
        #expect(JSONValue(reading: "[1,2,3]".utf8, longest: 6) == nil)
    }

    @Test("Whatever is read is JSON for others too, and is the same after it was written")
    func fuzz() throws {
        var random = SeededRandom()
        var taken = 0
        for _ in 0..<20_000 {
            let bytes = random.bytes(atMost: 14, alphabet: #"{}[]"",,::\u00e1dD8-.truefalsn"#).filter { $0 < 0x80 }
            guard let value = JSONValue(reading: bytes) else { continue }
            taken += 1
            #expect(JSONValue(reading: value.bytes) == value, "seed \(random.seed): \(bytes)")
            #expect(throws: Never.self, "seed \(random.seed): \(bytes)") {
                try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            }
        }
        #expect(taken > 100)
    }
}
