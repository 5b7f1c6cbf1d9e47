import Mustache

/// Makes a language's own templates, once, at the start of the server.
///
/// Before Mustache compiles a template, these are put in place:
/// - `[[key]]`: the catalogue's text
/// - `[[/signIn]]`: the path of the route of that name
/// - `[[asset style.css]]`: an asset's path
struct TemplateLoader {
    /// A template names something that does not exist.
    struct Fault: Error, CustomStringConvertible {
        var name: String
        var template: String

        var description: String { "the template '\(template)' names '[[\(name)]]', which does not exist" }
    }

    nonisolated(unsafe) private static let mark = #/\[\[(/|asset )?([A-Za-z0-9._-]+)\]\]/#
    var catalogue: Catalogue

    func library() throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for (name, source) in Templates.sources {
            try library.register(prepare(String(decoding: source, as: UTF8.self), named: name), named: name)
        }
        return library
    }

    func prepare(_ source: String, named template: String) throws -> String {
        try source.replacing(Self.mark) { match in
            let name = String(match.2)
            guard let value = value(named: name, kind: match.1) else {
                throw Fault(name: "\(match.1 ?? "")\(name)", template: template)
            }
            return value
        }
    }

    private func value(named name: String, kind: Substring?) -> String? {
        switch kind {
        case "/": Route.path(named: name)
        case "asset ": Assets.all[name]?.path
        default: catalogue.html(name)
        }
    }
}
