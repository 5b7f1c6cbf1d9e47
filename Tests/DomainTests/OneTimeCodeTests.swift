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

    @Test("Leading zeros are kept")
    func zeros() {
        #expect(OneTimeCode(typed: "000 042")?.digits == "000042")
        #expect(OneTimeCode(typed: "07081804", digits: 8)?.digits == "07081804")
    }

    @Test(
        "Anything but six digits 0 to 9 is refused",
        arguments: [
            "", " ", "12345", "1234567", "12345a", "-12345", "+12345", "12.456", "１２３４５６", "١٢٣٤٥٦", "१२३४५६",
            "123456\u{0}", "12345\u{301}6",
            "1234\u{200B}56", "0x1234", "1e0005", "²³⁴⁵⁶⁷", "123456 123456",
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
