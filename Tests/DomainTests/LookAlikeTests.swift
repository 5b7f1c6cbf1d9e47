import Testing

@testable import Domain

@Suite("Names that look the same")
struct LookAlikeTests {
    @Test(
        "Letters of other scripts that are drawn the same look the same",
        arguments: [
            ("аnna", "anna"), ("АNNА", "anna"), ("реtеr", "peter"), ("katαlin", "katalin"), ("Ο'Neil", "O'Neil"),
            ("Кovács", "Kovács"), ("bence1", "bencel"), ("b0b", "bob"), ("ѕаѕһа", "sasha"), ("ａnna", "anna"),
            ("an\u{200D}na", "anna"), ("Kov\u{430}\u{301}cs", "Kovács"), ("İpek", "I\u{307}pek"),
        ])
    func same(_ left: String, _ right: String) {
        #expect(LookAlike.skeleton(left) == LookAlike.skeleton(right))
    }

    @Test(
        "What is told apart at a glance does not",
        arguments: [
            ("anna", "ánna"), ("anna", "anne"), ("Ж", "X"), ("kiss", "kis"), ("agent12", "agent21"), ("đ", "d"),
        ])
    func different(_ left: String, _ right: String) {
        #expect(LookAlike.skeleton(left) != LookAlike.skeleton(right))
    }
}
