/// The marks that can stand in a catalogue's text, and what becomes of them.
///
/// `[[key]]` another text · `{{name}}` a parameter · `*words*` words of the interface named in a sentence.
enum CatalogueText {
    nonisolated(unsafe) private static let insertion = /\[\[([A-Za-z0-9._-]+)\]\]/
    nonisolated(unsafe) private static let parameter = /\{\{([A-Za-z0-9.]+)\}\}/
    nonisolated(unsafe) private static let emphasis = /\*([^*\s](?:[^*]*[^*\s])?)\*/

    /// Puts `replacement(key)` in the place of each `[[key]]`.
    static func inserting(into text: String, _ replacement: (String) throws -> String) rethrows -> String {
        try text.replacing(insertion) { try replacement(String($0.1)) }
    }

    /// The names of the parameters of `text`.
    static func parameters(of text: String) -> Set<String> {
        Set(text.matches(of: parameter).map { String($0.1) })
    }

    /// Plain text for a reader: parameters filled in, marks of emphasis gone. A parameter without a value stays.
    static func plain(_ text: String, _ values: [String: String]) -> String {
        let unmarked = text.replacing(emphasis) { $0.1 }
        return unmarked.replacing(parameter) { values[String($0.1)] ?? String($0.0) }
    }

    /// HTML for a template: escaped, parameters left as the template's fields, emphasis drawn as `<strong>`.
    ///
    /// No other brace survives, so a text can neither open a section nor insert a field unescaped.
    static func html(_ text: String) -> String {
        var html = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: parameter) {
            html += escaped(rest[..<match.range.lowerBound]) + match.0
            rest = rest[match.range.upperBound...]
        }
        return (html + escaped(rest)).replacing(emphasis) { "<strong>\($0.1)</strong>" }
    }

    private static func escaped(_ text: Substring) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "{": result += "&#123;"
            case "}": result += "&#125;"
            default: result.append(character)
            }
        }
    }
}
