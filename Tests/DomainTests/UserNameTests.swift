import Testing

@testable import Domain

@Suite("User names")
struct UserNameTests {
    @Test(
        "PCI 8.2.1 names that only look different are the same name",
        arguments: [
            ("anna", "ANNA"), ("anna", "ａｎｎａ"), ("anna", "Ａnna"), ("jose\u{301}", "josé"), ("STRASSE", "straße"),
            ("straße", "STRAßE"),
            ("ﬁona", "fiona"), ("ısmail", "ISMAIL"), ("KATALIN", "\u{212A}atalin"), ("ΟΔΟΣ", "οδος"), ("ΟΔΟΣ", "οδοσ"),
            ("miſſ", "miss"), ("Å", "\u{212B}"),
            (" anna ", "anna"), ("İPEK", "ipek"), ("İpek", "IPEK"), ("ıpek", "İPEK"), ("❤️", "❤"),
            ("می\u{200C}خواهم", "میخواهم"),
        ])
    func same(_ left: String, _ right: String) throws {
        #expect(try #require(UserName(left)).key == #require(UserName(right)).key)
    }

    @Test("ASCII, which is folded by a shorter way, is folded like everything else")
    func shortcut() {
        for scalar in (0..<0x80).compactMap(Unicode.Scalar.init) {
            let text = "\(scalar)"
            #expect(UserName.fold("é" + text) == "é" + UserName.fold(text), "\(scalar.value)")
        }
    }

    @Test(
        "Different names stay different",
        arguments: [("anna", "anne"), ("anna", "ánna"), ("anna", "аnna"), ("a.b", "ab"), ("i", "í"), ("o", "ø")])
    func different(_ left: String, _ right: String) throws {
        #expect(try #require(UserName(left)).key != #require(UserName(right)).key)
    }

    @Test("Folding twice is folding once, and case never matters, for every letter there is")
    func foldsAll() {
        var odd: [String] = []
        for value in 0x21...0x2FFFF {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.changesWhenNFKCCaseFolded else {
                continue
            }
            let text = String(scalar)
            let folded = UserName.fold(text)
            let isStable = UserName.fold(folded).unicodeScalars.elementsEqual(folded.unicodeScalars)
            let isCaseless = UserName.fold(text.uppercased()).unicodeScalars.elementsEqual(folded.unicodeScalars)
            if !isStable || !isCaseless { odd.append(String(value, radix: 16)) }
        }
        #expect(odd.isEmpty, "\(odd.count): \(odd.prefix(20))")
    }

    @Test("The name is kept as it was written, in its composed form")
    func text() throws {
        #expect(try #require(UserName("Kis.Anna")).text == "Kis.Anna")
        #expect(try #require(UserName("ａnna")).text.unicodeScalars.elementsEqual("anna".unicodeScalars))
    }

    @Test("64 code points fit, 65 do not")
    func length() {
        #expect(UserName(String(repeating: "a", count: 64)) != nil)
        #expect(UserName(String(repeating: "a", count: 65)) == nil)
        #expect(UserName(String(repeating: "ﷺ", count: 4)) == nil)
        #expect(UserName(String(repeating: "a", count: 100_000)) == nil)
    }

    @Test(
        "Empty names, and names with what cannot be seen, are refused",
        arguments: [
            "", " ", "\t", "a b", "a\u{A0}b", "a\nb", "a\u{0}b", "a\u{200B}b", "a\u{200D}b", "a\u{202E}b", "a\u{2028}b",
            "a\u{FEFF}b", "\u{E000}", "a\u{AD}b",
        ])
    func refused(_ text: String) {
        #expect(UserName(text) == nil)
    }

    @Test(
        "What nobody sees around a name is taken off, as it is pasted along",
        arguments: ["\u{200E}anna", "\u{2068}anna\u{2069}", "anna\u{200B}", "\u{FEFF}anna\r\n", "\u{2060} anna\u{AD} "])
    func around(_ typed: String) throws {
        #expect(try #require(UserName(typed)).text == "anna")
    }

    @Test("Whoever is looked for is found whatever nobody sees in the typed name")
    func sought() throws {
        for typed in ["an\u{200B}na", "a\u{202E}nna", "\u{2066}an\u{2060}na\u{2069}", "an\u{AD}na"] {
            #expect(UserName(typed) == nil)
            #expect(try #require(UserName(sought: typed)).text == "anna")
        }
        #expect(UserName(sought: "a b") == nil && UserName(sought: "\u{200B}") == nil)
    }

    @Test("A name is refused by what is wrong with it")
    func problems() {
        #expect(UserName.problem(with: "anna") == nil)
        #expect(UserName.problem(with: " \u{200B}") == .empty)
        #expect(UserName.problem(with: "a b") == .malformed)
        #expect(UserName.problem(with: "a\u{202E}b") == .unseen(.direction))
        #expect(UserName.problem(with: "a\u{200D}b") == .unseen(.joiner))
        #expect(UserName.problem(with: "a\nb") == .unseen(.control))
        #expect(UserName.problem(with: "a\u{2060}b") == .unseen(.empty))
    }

    @Test("What the database holds has the key that was typed")
    func stored() throws {
        let typed = try #require(UserName("STRAßE"))
        #expect(UserName(stored: typed.text).key == typed.key)
    }

    @Test("Search words are found without case and accents")
    func words() {
        #expect(SearchWords.of("Őrsi Katalin", "orsi.k@example.org") == ["orsi", "katalin", "k", "example", "org"])
        #expect(SearchWords.ofSearch("ŐRSI  kat") == ["orsi", "kat"])
        #expect(SearchWords.ofSearch("a b c d e f g").count == 5)
        #expect(SearchWords.ofSearch("an\u{200B}na \u{2068}Kiss\u{2069}") == ["anna", "kiss"])
        #expect(SearchWords.of("علی\u{200C}رضا") == SearchWords.of("علیرضا"))
    }

    @Test(
        "Letters that are no letter and its mark are found by what people type who do not have them",
        arguments: [
            ("Łukasz", "lukasz"), ("Søren", "soren"), ("Đorđe", "dorde"), ("İPEK", "ipek"), ("Işık", "isik"),
            ("Þórður", "thordur"), ("Guðrún", "gudrun"), ("Æbelø", "aebelo"), ("Œuvre", "oeuvre"),
            ("Straße", "strasse"),
            ("Ħamrun", "hamrun"), ("Əliyev", "eliyev"), ("Őrsi", "orsi"), ("ŁÓDŹ", "lodz"), ("Ŋ", "n"),
        ])
    func plainLetters(_ name: String, _ search: String) {
        #expect(SearchWords.of(name) == [search])
        #expect(SearchWords.ofSearch(name) == SearchWords.ofSearch(search))
    }
}
