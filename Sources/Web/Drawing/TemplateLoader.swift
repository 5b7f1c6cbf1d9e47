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

    private static let marks = Marks("[", "]", nameSigns: "._-/ ")
    var catalogue: Catalogue

    func library() throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for template in Templates.all {
            let source = String(decoding: template.source, as: UTF8.self)
            try library.register(prepare(source, named: template.name), named: template.name)
        }
        return library
    }

    func prepare(_ source: String, named template: String) throws -> String {
        try Self.marks.replacing(in: source) { name in
            guard let value = value(of: name) else { throw Fault(name: String(name), template: template) }
            return value
        }
    }

    private func value(of name: Substring) -> String? {
        if name.hasPrefix("/") { return NamedRoutes.all[String(name.dropFirst())]?.path }
        if name.hasPrefix("asset ") { return Assets.all[String(name.dropFirst("asset ".count))]?.path }
        return catalogue.html(String(name))
    }
}
