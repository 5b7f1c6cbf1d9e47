import Configuration
import Foundation
import SystemPackage

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

    func load() async throws -> Configuration {
        var problems = unknownVariables
        var providers: [any ConfigProvider] = [commandLine, variables]
        if let file {
            let found = unusable(in: file)
            problems += found.problems
            if found.isReadable {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
            }
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
            // A number in the file is as good as its text.
            let text =
                reader.string(forKey: ConfigKey(setting.name))
                ?? reader.int(forKey: ConfigKey(setting.name)).map { "\($0)" }
            guard let text, !setting.apply(text, &configuration) else { continue }
            problems.append(setting.invalid)
        }
        return configuration
    }

    private var commandLine: InMemoryProvider {
        let values = overrides.map {
            (
                AbsoluteConfigKey(ConfigKey($0.key).components, context: [:]),
                ConfigValue(.string($0.value), isSecret: false)
            )
        }
        return InMemoryProvider(values: Dictionary(uniqueKeysWithValues: values))
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

    private func unusable(in file: String) -> (problems: [String], isReadable: Bool) {
        guard let data = FileManager.default.contents(atPath: file) else {
            let isThere = FileManager.default.fileExists(atPath: file)
            return (["\(file), the file of --config, " + (isThere ? "cannot be read" : "does not exist")], false)
        }
        do {
            let object = try JSONDecoder().decode([String: FileValue].self, from: data)
            return (problems(with: object), true)
        } catch DecodingError.dataCorrupted {
            return (["\(file), the file of --config, is not valid JSON" + Self.mistake(in: data)], false)
        } catch {
            return (["\(file), the file of --config, is no JSON object"], false)
        }
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
        return value == .value ? nil : setting.invalid
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
}

extension SettingSection {
    fileprivate var example: String {
        "{ \"\(name)\": { \"\(settings[0].name.dropFirst(name.count + 1))\": … } }"
    }
}

/// What can stand in the file: a section with texts and whole numbers; everything else is a mistake.
private enum FileValue: Decodable, Equatable {
    case section([String: FileValue])
    case value
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let values = try? container.decode([String: FileValue].self) {
            self = .section(values)
        } else {
            let isValue = (try? container.decode(String.self)) != nil || (try? container.decode(Int.self)) != nil
            self = isValue ? .value : .other
        }
    }
}
