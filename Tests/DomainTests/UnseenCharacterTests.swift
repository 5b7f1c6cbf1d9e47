import Testing

@testable import Domain

@Suite("Characters that nobody sees")
struct UnseenCharacterTests {
    @Test(
        "They are kept where a script or an emoji is written with them",
        arguments: [
            "می\u{200C}خواهم", "علی\u{200C}رضا", "ශ්\u{200D}රී ලංකා", "അവന്\u{200D}", "क्\u{200D}ष", "ক্\u{200C}ষ",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦", "❤\u{FE0F}\u{200D}🔥", "👩🏽\u{200D}🚀", "🏴\u{200D}☠\u{FE0F}", "❤\u{FE0F}",
            "☎\u{FE0E}", "1\u{FE0F}\u{20E3}", "葛\u{E0100}城", "ᠮᠣᠩ\u{180B}ᠭᠣᠯ",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        ])
    func needed(_ text: String) {
        let name = "Anna \(text)"
        #expect(name.needlessUnseen == nil)
        #expect(name.trimmingUnseen == name && text.trimmingUnseen == text && name.removingNeedlessUnseen == name)
        #expect(UserDetails(displayName: name, email: "", language: .english).problems == [])
    }

    @Test(
        "Where nothing asks for them they are named, and taken off around a text",
        arguments: [
            ("\u{200E}", .direction), ("\u{200F}", .direction), ("\u{202A}", .direction), ("\u{202E}", .direction),
            ("\u{2066}", .direction), ("\u{2069}", .direction), ("\u{61C}", .direction), ("\u{200C}", .joiner),
            ("\u{200D}", .joiner), ("\u{FE0F}", .joiner), ("\u{E0041}", .joiner), ("\u{E0101}", .joiner),
            ("\u{180E}", .joiner), ("\u{200B}", .empty), ("\u{2060}", .empty), ("\u{FEFF}", .empty), ("\u{AD}", .empty),
            ("\u{34F}", .empty), ("\u{3164}", .empty), ("\u{115F}", .empty), ("\u{2800}", .empty), ("\u{2063}", .empty),
            ("\u{FFF9}", .empty), ("\n", .control), ("\u{0}", .control), ("\u{85}", .control), ("\u{2028}", .control),
        ] as [(String, UnseenCharacter)])
    func needless(_ unseen: String, _ kind: UnseenCharacter) {
        let text = "an" + unseen + "na"
        #expect(text.needlessUnseen == kind)
        #expect(text.removingUnseen == "anna" && text.removingNeedlessUnseen == "anna" && text.trimmingUnseen == text)
        #expect((unseen + " anna " + unseen + unseen).trimmingUnseen == "anna")
        #expect(unseen.trimmingUnseen.isEmpty)
    }

    @Test(
        "What is seen is left alone, spaces inside too",
        arguments: [
            "Anna Kovács", "O'Neil-Smith", "Đorđe  Łukasz", "محمد ٣", "\u{600}١", "e\u{301}", "日本語", "a\u{A0}b", "🇭🇺",
            "^_^",
        ])
    func seen(_ text: String) {
        #expect(text.needlessUnseen == nil)
        #expect(text.trimmingUnseen == text && text.removingUnseen == text && text.removingNeedlessUnseen == text)
    }

    @Test("A joiner hides no text: not twice, not at the edge of another script, not as a tail of invisible letters")
    func hiding() {
        let tail = (0xE0041...0xE0060).compactMap(Unicode.Scalar.init).map { "\($0)" }.joined()
        for text in [
            "می\u{200C}\u{200C}خ", "aم\u{200D}b", "🏴" + tail, "🙂" + tail, "葛\u{FE0F}", "a\u{FE0F}", "1\u{FE0F}1",
        ] {
            #expect(text.needlessUnseen == .joiner, "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test("Every character of Unicode is judged, and only unseen ones are left out")
    func all() {
        for scalar in (0x20...0x2FFFF).compactMap(Unicode.Scalar.init) where UnseenCharacter(scalar) != nil {
            let category = scalar.properties.generalCategory
            #expect(
                scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800
                    || [.format, .control, .lineSeparator, .paragraphSeparator].contains(category), "\(scalar.value)")
        }
    }

    @Test("A token that was copied with something around it is the token")
    func tokens() {
        let token = Token(from: .system)
        #expect(Token(pasted: "\u{2068} \(token.text)\u{200B}\u{2069}\r\n") == token)
        #expect(Token(pasted: token.text + "A") == nil && Token(pasted: "") == nil)
        #expect(Token(text: token.text + "\u{200B}") == nil)
    }
}
