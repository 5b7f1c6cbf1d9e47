import Domain
import Foundation
import Web

extension Configuration {
    /// An organisation's own texts, by their keys.
    func messages(_ language: Language) throws -> [String: String] {
        guard let folder = branding.messagesFolder else { return [:] }
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure("\(folder), the folder of \(Setting.label("branding.messagesFolder")), is missing.")
        }
        let path = "\(folder)/\(language.rawValue).properties"
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        do {
            return try Catalogue.parse(String(decoding: data, as: UTF8.self))
        } catch {
            throw Failure("The file \(path) cannot be used: \(error)")
        }
    }
}
