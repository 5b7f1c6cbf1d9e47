import Configuration
import Foundation

/// Everything that is wrong with a configuration, by name and never with a value.
struct ConfigurationProblems: Error, CustomStringConvertible {
    let problems: [String]

    var description: String {
        "The configuration cannot be used:\n" + problems.map { "  - \($0)" }.joined(separator: "\n")
    }
}

/// Reads settings from the command line, the environment and a file, in this order, and checks all of them.
struct ConfigurationLoader: Sendable {
    let environment: [String: String]
    let file: String?
    /// By setting name.
    let overrides: [String: String]

    func load() throws -> Configuration {
        var problems = unknownVariables
        var providers: [any ConfigProvider] = [provider(of: overrides), variables]
        if let file {
            let found = contents(of: file)
            problems += found.problems
            providers.append(provider(of: found.values))
        }
        let configuration = read(ConfigReader(providers: providers), &problems)
        if configuration.server.publicURL == nil && !configuration.server.isLoopback {
            problems.append(
                "\(Setting.label("server.publicUrl")) must be set when server.host is not this machine alone: "
                    + "browsers keep the cookies from https only")
        }
        guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
        return configuration
    }

    private func read(_ reader: ConfigReader, _ problems: inout [String]) -> Configuration {
        var configuration = Configuration()
        for setting in Setting.all {
            guard let text = reader.string(forKey: ConfigKey(setting.name)), !setting.apply(text, &configuration),
                !problems.contains(setting.invalid)
            else { continue }
            problems.append(setting.invalid)
        }
        return configuration
    }

    /// - Parameter values: by setting name.
    private func provider(of values: [String: String]) -> InMemoryProvider {
        let pairs = values.map {
            (
                AbsoluteConfigKey(ConfigKey($0.key).components, context: [:]),
                ConfigValue(.string($0.value), isSecret: false)
            )
        }
        return InMemoryProvider(values: Dictionary(uniqueKeysWithValues: pairs))
    }

    private var variables: EnvironmentVariablesProvider {
        // Empty is not set: so it comes out of files and unit files that leave a variable open.
        let own = environment.filter { $0.key.hasPrefix(Setting.prefix) && !$0.value.isEmpty }
            .map { (String($0.key.dropFirst(Setting.prefix.count)), $0.value) }
        return EnvironmentVariablesProvider(environmentVariables: Dictionary(uniqueKeysWithValues: own))
    }

    private var unknownVariables: [String] {
        let known = Set(Setting.all.map(\.variable))
        return environment.keys.filter { $0.hasPrefix(Setting.prefix) && !known.contains($0) }.sorted()
            .map { "\($0) is no setting" }
    }

    /// What the file sets, by setting name, and what is wrong with it.
    private func contents(of file: String) -> (values: [String: String], problems: [String]) {
        guard let data = FileManager.default.contents(atPath: file) else {
            let isThere = FileManager.default.fileExists(atPath: file)
            return ([:], ["\(file), the file of --config, " + (isThere ? "cannot be read" : "does not exist")])
        }
        do {
            let object = try JSONDecoder().decode([String: FileValue].self, from: data)
            return (values(in: object), problems(with: object))
        } catch DecodingError.dataCorrupted {
            return ([:], ["\(file), the file of --config, is not valid JSON" + Self.mistake(in: data)])
        } catch {
            return ([:], ["\(file), the file of --config, is no JSON object"])
        }
    }

    private func values(in object: [String: FileValue]) -> [String: String] {
        var values: [String: String] = [:]
        for section in SettingSection.all {
            guard case .section(let settings)? = object[section.name] else { continue }
            for setting in section.settings {
                if case .text(let text)? = settings[setting.nameInSection] { values[setting.name] = text }
            }
        }
        return values
    }

    /// Settings stand in the objects of their sections; what stands elsewhere is told by its name.
    private func problems(with object: [String: FileValue]) -> [String] {
        object.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
            guard let section = SettingSection.all.first(where: { $0.name == name }) else {
                return ["\(name) is no setting" + hint(name)]
            }
            guard case .section(let values) = value else {
                return ["\(name) is a section: its settings stand in an object, as \(section.example)"]
            }
            return values.sorted { $0.key < $1.key }.compactMap { problem($0.value, of: "\(name).\($0.key)") }
        }
    }

    private func problem(_ value: FileValue, of name: String) -> String? {
        guard let setting = Setting.all.first(where: { $0.name == name }) else { return "\(name) is no setting" }
        if case .text = value { return nil }
        return setting.invalid
    }

    /// For who writes the names of the reference as they stand there.
    private func hint(_ name: String) -> String {
        SettingSection.all.first { name.hasPrefix($0.name + ".") }.map {
            ": a setting stands in the object of its section, as \($0.example)"
        } ?? ""
    }

    /// Only the place: what stands there may be a value.
    private static func mistake(in data: Data) -> String {
        do { _ = try JSONSerialization.jsonObject(with: data) } catch {
            let text = "\((error as NSError).userInfo)"
            let offset = text.firstMatch(of: /character ([0-9]+)/).flatMap { Int($0.1) } ?? data.count
            let lines = data.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            return ": line \(lines.count), column \((lines.last?.count ?? 0) + 1)"
        }
        return ""
    }
}

extension Setting {
    fileprivate var invalid: String { "\(Self.label(name)) is not valid: \(help)" }

    /// `waitSeconds` of `database.waitSeconds`.
    fileprivate var nameInSection: String { name.split(separator: ".").last.map(String.init) ?? name }
}

extension SettingSection {
    fileprivate var example: String {
        "{ \"\(name)\": { \"\(settings[0].nameInSection)\": … } }"
    }
}

/// What can stand in the file: a section with texts and whole numbers; everything else is a mistake.
private enum FileValue: Decodable {
    case section([String: FileValue])
    /// A number is as good as its text.
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let values = try? container.decode([String: FileValue].self) {
            self = .section(values)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {
            self = .text("\(number)")
        } else {
            self = .other
        }
    }
}
