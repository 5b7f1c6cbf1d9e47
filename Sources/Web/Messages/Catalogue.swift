import Domain

/// All texts in one language: those of the shipped `*.properties` file, some replaced by an organisation's own.
public struct Catalogue: Sendable {
    /// What is wrong with the texts. Every case is found when the catalogue is made, at the start of the server.
    public enum Fault: Error, Equatable, CustomStringConvertible {
        case malformedLine(String)
        case duplicateKey(String)
        case unknownKey(String, usedIn: String)
        case endlessInsertion(String)
        case unknownParameter(String, key: String)

        public var description: String {
            switch self {
            case .malformedLine(let line): "not a line of the form 'key = text': \(line)"
            case .duplicateKey(let key): "the message '\(key)' stands there twice"
            case .unknownKey(let key, let place): "there is no message '\(key)' (used in \(place))"
            case .endlessInsertion(let key): "the message '\(key)' contains itself"
            case .unknownParameter(let name, let key): "the message '\(key)' has no parameter '{{\(name)}}'"
            }
        }
    }

    public let language: Language
    /// Complete texts by key: other texts are in their place, `{{parameters}}` and `*emphasis*` still stand there.
    private let texts: [String: String]

    /// - Parameter overrides: an organisation's own texts by key, in the syntax of the shipped ones. Only known keys, and
    ///   only parameters that the shipped text has.
    public init(_ language: Language, overrides: [String: String] = [:]) throws {
        var texts = try Self.parse(Self.source(of: language))
        for (key, text) in overrides {
            guard let shipped = texts[key] else { throw Fault.unknownKey(key, usedIn: "the overrides") }
            let new = CatalogueText.parameters(of: text).subtracting(CatalogueText.parameters(of: shipped))
            if let name = new.min() { throw Fault.unknownParameter(name, key: key) }
            texts[key] = text
        }
        self.language = language
        self.texts = try texts.reduce(into: [:]) { $0[$1.key] = try Self.resolve($1.key, in: texts, path: []) }
    }

    public var keys: Set<String> { Set(texts.keys) }

    /// The text with its marks, or nil for an unknown key.
    public subscript(key: String) -> String? { texts[key] }

    /// The text as a template takes it, see ``CatalogueText/html(_:)``.
    func html(_ key: String) -> String? {
        texts[key].map(CatalogueText.html)
    }

    /// The text as plain text, its parameters filled in.
    func plain(_ message: Message) -> String {
        guard let text = texts[message.key] else {
            assertionFailure("there is no message '\(message.key)'")
            return message.key
        }
        return CatalogueText.plain(text, message.parameters)
    }
}

extension Catalogue {
    private static func source(of language: Language) -> String {
        switch language {
        case .english: String(decoding: PackageResources.en_properties, as: UTF8.self)
        case .hungarian: String(decoding: PackageResources.hu_properties, as: UTF8.self)
        }
    }

    /// Reads `key = text` lines; empty ones and those that begin with `#` say nothing.
    public static func parse(_ source: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        // Some editors write a byte order mark before the text.
        let text = source.unicodeScalars.first == "\u{FEFF}" ? String(source.unicodeScalars.dropFirst()) : source
        for bytes in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let line = Substring(bytes)
            if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
            guard let sign = line.firstRange(of: " = ") else { throw Fault.malformedLine(String(line)) }
            let key = String(line[..<sign.lowerBound])
            guard texts.updateValue(String(line[sign.upperBound...]), forKey: key) == nil else {
                throw Fault.duplicateKey(key)
            }
        }
        return texts
    }

    /// The text of `key` with every text that it contains in its place. `path` is where we come from.
    private static func resolve(_ key: String, in texts: [String: String], path: [String]) throws -> String {
        guard let text = texts[key] else { throw Fault.unknownKey(key, usedIn: "'\(path.last ?? "")'") }
        guard !path.contains(key) else { throw Fault.endlessInsertion(key) }
        return try CatalogueText.inserting(into: text) { try resolve($0, in: texts, path: path + [key]) }
    }
}
