import Testing

@testable import Domain

@Suite("A one-time code as it is typed")
struct OneTimeCodeTests {
    @Test(
        "Spaces of any kind are stripped",
        arguments: ["123456", "123 456", " 12 34 56 ", "123\u{A0}456", "123\u{202F}456", "123\t456", "123456\r\n"])
    func spaces(_ typed: String) {
        #expect(OneTimeCode(typed: typed)?.digits == "123456")
    }

    @Test(
        "What comes along when a code is copied from a chat or a letter, and what nobody sees, does not count",
        arguments: [
            "\u{200E}123456", "123456\u{200F}", "\u{2066}123456\u{2069}", "\u{2067}123 456\u{2069}",
            "\u{2068}123456\u{2069}", "123\u{200B}456", "123\u{2060}456", "\u{FEFF}123456", "\u{202A}123456\u{202C}",
            "123456\u{0}", "123\u{AD}456", "1\u{200D}23456",
        ])
    func unseen(_ typed: String) {
        #expect(OneTimeCode(typed: typed)?.digits == "123456")
    }

    @Test(
        "Hyphens between the digits do not count: so it is read out",
        arguments: [
            "123-456", "123 - 456", "12-34-56", "123\u{2010}456", "123\u{2011}456", "123–456", "123—456", "123−456",
        ])
    func hyphens(_ typed: String) {
        #expect(OneTimeCode(typed: typed)?.digits == "123456")
    }

    @Test(
        "The digits of another keyboard are the same digits",
        arguments: ["１２３４５６", "١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६", "123４５６", "１２３－４５６"])
    func otherKeyboards(_ typed: String) {
        #expect(OneTimeCode(typed: typed)?.digits == "123456")
    }

    @Test("Leading zeros are kept")
    func zeros() {
        #expect(OneTimeCode(typed: "000 042")?.digits == "000042")
        #expect(OneTimeCode(typed: "07081804", digits: 8)?.digits == "07081804")
    }

    @Test(
        "Anything but six digits 0 to 9 is refused",
        arguments: [
            "", " ", "12345", "1234567", "12345a", "-12345", "+12345", "12.456", "-123456", "123456-", "------", "-",
            "12345\u{301}6", "0x1234", "1e0005", "²³⁴⁵⁶⁷", "ⅠⅡⅢⅣⅤⅥ", "一二三四五六", "①②③④⑤⑥", "123456 123456",
            "\u{200B}\u{200B}\u{200B}\u{200B}\u{200B}\u{200B}",
        ])
    func refused(_ typed: String) {
        #expect(OneTimeCode(typed: typed) == nil)
    }

    @Test("A very long text is refused without being looked at")
    func long() {
        #expect(OneTimeCode(typed: String(repeating: " ", count: 100) + "123456") == nil)
    }

    @Test("Two codes are the same when all their digits are")
    func equality() throws {
        let code = try #require(OneTimeCode(typed: "012345"))
        #expect(code == OneTimeCode(typed: "012 345"))
        #expect(code != OneTimeCode(typed: "012346"))
        #expect(code != OneTimeCode(typed: "0123450", digits: 7))
    }
}
