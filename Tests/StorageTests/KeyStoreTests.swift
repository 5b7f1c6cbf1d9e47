import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The key file on the disk")
struct KeyStoreTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/gatehouse.keys" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("It is made readable by its owner alone, and never replaced")
    func created() throws {
        try KeyStore.create(path: path, random: .system)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let before = FileManager.default.contents(atPath: path)
        #expect(throws: KeyFileProblem.notWritable) { try KeyStore.create(path: path, random: .system) }
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test(
        "A missing file, and one that others may read or change, are refused",
        arguments: [0o640, 0o604, 0o620, 0o602, 0o666])
    func permissions(_ mode: Int) throws {
        #expect(throws: KeyFileProblem.missing) { try KeyStore(path: path) }
        try KeyStore.create(path: path, random: .system)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: KeyFileProblem.readableByOthers) { try KeyStore(path: path) }
    }

    @Test("A damaged file is refused")
    func damaged() throws {
        try KeyStore.create(path: path, random: .system)
        try Data("garbage".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: KeyFileProblem.malformed) { try KeyStore(path: path) }
    }

    @Test("A replaced file is seen by whoever has it open")
    func replaced() throws {
        try KeyStore.create(path: path, random: .system)
        let store = try KeyStore(path: path)
        let other = try KeyStore(path: path)
        let ring = try #require(Keyring([SealingKey(from: .system)] + store.keyring().keys))
        try store.replace(with: ring)
        #expect(try other.keyring().currentID == ring.currentID)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }
}
