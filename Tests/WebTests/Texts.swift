import Domain

@testable import Web

/// The interface's texts, as a person reads them.
enum Texts {
    private static let english = try? Catalogue(.english)
    private static let hungarian = try? Catalogue(.hungarian)

    static func english(_ key: String, _ parameters: [String: String] = [:]) -> String {
        english?.plain(Message(key, parameters)) ?? ""
    }

    static func text(_ key: String, _ language: String) -> String {
        language == "hu" ? hungarian(key) : english(key)
    }

    /// As it stands in a page.
    static func html(_ key: String) -> String { english?.html(key) ?? "" }

    static func hungarian(_ key: String, _ parameters: [String: String] = [:]) -> String {
        hungarian?.plain(Message(key, parameters)) ?? ""
    }
}
