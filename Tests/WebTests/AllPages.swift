import Domain
import Foundation

@testable import Web

/// Every page there is, for tests that go over all of them.
enum AllPages {
    static let types: [any Sampled.Type] = Templates.pages.compactMap { $0 as? any Sampled.Type }

    /// The folder of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    static func files(in folder: String, ending: String) throws -> [URL] {
        let all = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.lastPathComponent.hasSuffix(ending) }.sorted {
            $0.path < $1.path
        }
    }

    static func source(of template: String) -> String {
        String(decoding: Templates.all.first { $0.name == template }?.source ?? [], as: UTF8.self)
    }
}
