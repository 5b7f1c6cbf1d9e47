import Domain

/// One setting: its name, what it means, and how its text becomes a value.
struct Setting: Sendable {
    /// Its section's name, a dot, and its own: `database.waitSeconds`.
    let name: String
    let help: String
    /// Shown in the reference.
    let standard: String
    /// Stores the value; false when the text is no such value.
    let apply: @Sendable (String, inout Configuration) -> Bool

    /// Its name in the environment: `database.waitSeconds` is `GATEHOUSE_DATABASE_WAIT_SECONDS`.
    var variable: String { Self.variable(name) }

    /// Both names of a setting, as sentences for the operator have them.
    static func label(_ name: String) -> String { "\(name) (\(variable(name)))" }

    static let prefix = "GATEHOUSE_"

    private static func variable(_ name: String) -> String {
        prefix + name.map { $0 == "." ? "_" : $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }

    static var all: [Setting] { SettingSection.all.flatMap(\.settings) }
}

extension Setting {
    static func text(
        _ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, String> & Sendable
    ) -> Setting {
        Setting(name: name, help: help, standard: Configuration()[keyPath: path]) { text, configuration in
            configuration[keyPath: path] = text
            return !text.isEmpty
        }
    }

    /// - Parameter standard: what holds where it is not set, in words.
    static func text(
        _ name: String, _ help: String, standard: String,
        _ path: any WritableKeyPath<Configuration, String?> & Sendable
    ) -> Setting {
        Setting(name: name, help: help, standard: standard) { text, configuration in
            configuration[keyPath: path] = text
            return !text.isEmpty
        }
    }

    static func number(
        _ name: String, _ help: String, _ range: ClosedRange<Int>,
        _ path: any WritableKeyPath<Configuration, Int> & Sendable
    ) -> Setting {
        Setting(name: name, help: bounded(help, range), standard: "\(Configuration()[keyPath: path])") {
            text, configuration in
            guard let number = Int(text), range.contains(number) else { return false }
            configuration[keyPath: path] = number
            return true
        }
    }

    /// - Parameter standard: what holds where it is not set, in words.
    static func number(
        _ name: String, _ help: String, _ range: ClosedRange<Int>, standard: String,
        _ path: any WritableKeyPath<Configuration, Int?> & Sendable
    ) -> Setting {
        Setting(name: name, help: bounded(help, range), standard: standard) { text, configuration in
            guard let number = Int(text), range.contains(number) else { return false }
            configuration[keyPath: path] = number
            return true
        }
    }

    /// Addresses and ranges of addresses, separated by commas; none of them where it is not set.
    static func ranges(
        _ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, [AddressRange]> & Sendable
    ) -> Setting {
        Setting(name: name, help: "Addresses and ranges, separated by commas, \(help)", standard: "none") {
            text, configuration in
            let ranges = text.split(separator: ",").map { AddressRange(String($0.filter { !$0.isWhitespace })) }
            configuration[keyPath: path] = ranges.compactMap(\.self)
            return !ranges.contains(nil)
        }
    }

    private static func bounded(_ help: String, _ range: ClosedRange<Int>) -> String {
        "\(help) \(range.lowerBound) to \(range.upperBound)."
    }
}
