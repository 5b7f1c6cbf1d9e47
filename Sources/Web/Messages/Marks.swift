/// One kind of mark in a text: a name between an opening and a closing, `{{name}}`.
struct Marks: Sendable {
    /// A piece of a text: what stands there, or the name in a mark.
    enum Piece {
        case text(Substring)
        case name(Substring)
    }

    private let opening: UInt8
    private let closing: UInt8
    private let nameSigns: String

    /// - Parameters:
    ///   - opening: doubled it opens a mark, as `closing` doubled closes it.
    ///   - nameSigns: what a name may hold besides ASCII letters and digits.
    init(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar, nameSigns: String) {
        self.opening = UInt8(ascii: opening)
        self.closing = UInt8(ascii: closing)
        self.nameSigns = nameSigns
    }

    /// The text in order; what only looks like a mark is text.
    func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var search = rest.utf8
        while let start = search.firstIndex(of: opening) {
            search = search[search.index(after: start)...]
            guard let end = markEnd(in: search), let name = name(search[..<end]) else { continue }
            pieces += [.text(rest[..<start]), .name(name)]
            rest = rest[search.index(end, offsetBy: 2)...]
            search = rest.utf8
        }
        return pieces + [.text(rest)]
    }

    func names(in text: String) -> [Substring] {
        pieces(of: text).compactMap { if case .name(let name) = $0 { name } else { nil } }
    }

    func replacing(in text: String, _ replacement: (Substring) throws -> String) rethrows -> String {
        try pieces(of: text).reduce(into: "") { result, piece in
            switch piece {
            case .text(let text): result += text
            case .name(let name): result += try replacement(name)
            }
        }
    }

    /// Where the name ends that begins after the second opening.
    private func markEnd(in search: Substring.UTF8View) -> String.Index? {
        guard search.first == opening, let end = search.firstIndex(of: closing) else { return nil }
        let next = search.index(after: end)
        return next < search.endIndex && search[next] == closing ? end : nil
    }

    /// - Parameter bytes: begins with the second opening.
    private func name(_ bytes: Substring.UTF8View) -> Substring? {
        let name = bytes.dropFirst()
        return !name.isEmpty && name.allSatisfy(isOfName) ? Substring(name) : nil
    }

    private func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: nameSigns.utf8.contains(byte)
        }
    }
}
