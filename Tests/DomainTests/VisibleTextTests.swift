import Domain
import Testing

@Suite("Text that is shown in lists")
struct VisibleTextTests {
    @Test("Of every code point it is the category that decides, in ASCII too")
    func everyScalar() {
        let hidden: Set<Unicode.GeneralCategory> = [
            .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
        ]
        for scalar in (0...0xFFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
            let isHidden = hidden.contains(scalar.properties.generalCategory)
            #expect("\(scalar)".visible(1) == (isHidden ? "" : "\(scalar)"), "\(scalar.value)")
        }
    }

    @Test("It is cut by code points")
    func cut() {
        #expect("Katalin".visible(3) == "Kat" && "őrsi".visible(1) == "ő" && "".visible(5) == "")
    }

    @Test(
        "What turns or hides other letters is left out",
        arguments: [("a\u{202E}b", "ab"), ("a\u{200B}\u{FEFF}b", "ab"), ("a\r\nb\u{0}", "ab"), ("a\u{2028}b", "ab")])
    func hidden(_ text: String, _ shown: String) {
        #expect(text.visible(100) == shown)
    }
}
