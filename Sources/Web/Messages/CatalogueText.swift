/// The marks that can stand in a catalogue's text, and what becomes of them.
///
/// `[[key]]` another text · `{{name}}` a parameter · `*words*` words of the interface named in a sentence.
enum CatalogueText {
    private static let insertion = Marks("[", "]", nameSigns: "._-")
    private static let parameter = Marks("{", "}", nameSigns: ".")

    /// Puts `replacement(key)` in the place of each `[[key]]`.
    static func inserting(into text: String, _ replacement: (String) throws -> String) rethrows -> String {
        try insertion.replacing(in: text) { try replacement(String($0)) }
    }

    /// The names of the parameters of `text`.
    static func parameters(of text: String) -> Set<String> {
        Set(parameter.names(in: text).map(String.init))
    }

    /// Plain text for a reader: parameters filled in, marks of emphasis gone. A parameter without a value stays.
    static func plain(_ text: String, _ values: [String: String]) -> String {
        parameter.replacing(in: emphasising(text, "", "")) { values[String($0)] ?? "{{\($0)}}" }
    }

    /// HTML for a template: escaped, parameters left as the template's fields, emphasis drawn as `<strong>`.
    ///
    /// No other brace survives, so a text can neither open a section nor insert a field unescaped.
    static func html(_ text: String) -> String {
        let html = parameter.pieces(of: text).map { piece in
            switch piece {
            case .text(let text): escaped(text)
            case .name(let name): "{{\(name)}}"
            }
        }
        return emphasising(html.joined(), "<strong>", "</strong>")
    }

    /// Draws `*words*`: between the two stars stand no other star, and no space beside them.
    private static func emphasising(_ text: String, _ opening: String, _ closing: String) -> String {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 2, let first = parts.first, let last = parts.last else { return text }
        var result = String(first)
        // Whether the star before a part has closed the words before it.
        var isClosed = false
        for part in parts.dropFirst().dropLast() {
            let isEmphasis = !isClosed && isWords(part)
            result += isEmphasis ? opening + part + closing : (isClosed ? "" : "*") + part
            isClosed = isEmphasis
        }
        return result + (isClosed ? "" : "*") + last
    }

    private static func isWords(_ part: Substring) -> Bool {
        guard let first = part.first, let last = part.last else { return false }
        return !first.isWhitespace && !last.isWhitespace
    }

    private static func escaped(_ text: Substring) -> String {
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case "{": html += "&#123;"
            case "}": html += "&#125;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }
}
