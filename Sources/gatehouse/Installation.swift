import Domain
import Flows
import Foundation
import Logging
import Storage
import Web

/// An installation's parts, opened: data folder, key file, database, use cases.
struct Installation: Sendable {
    let configuration: Configuration
    let gatehouse: Gatehouse
    /// How many connections are taken.
    let connections: Int

    /// Opens what is there, makes what is not yet, and brings the schema up to date.
    static func open(_ configuration: Configuration) async throws -> Installation {
        let places = try OpenFiles.raised().places(for: configuration)
        try prepareDataFolder(configuration.dataFolder)
        let database = try await Database.open(configuration)
        let keys = try openKeys(configuration)
        let hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: configuration.hashMemoryKiB, passes: configuration.hashPasses),
            workers: configuration.hashWorkers ?? ProcessInfo.processInfo.activeProcessorCount,
            queueLimit: places.hashQueue, random: .system)
        let policy = Policy(
            productName: try productName(configuration), organisationName: configuration.organisationName,
            defaultLanguage: configuration.language,
            sessions: SessionLimits(
                idle: .minutes(configuration.sessionIdleMinutes), absolute: .hours(configuration.sessionHours)),
            floor: configuration.floorAddresses)
        return Installation(
            configuration: configuration,
            gatehouse: Gatehouse(database: database, keys: keys, hasher: hasher, policy: policy),
            connections: places.connections)
    }

    /// The product's name in authenticator apps is the one on the pages.
    private static func productName(_ configuration: Configuration) throws -> String {
        try configuration.productName ?? configuration.messages(.english)["productname.label"] ?? "Gatehouse"
    }

    static func prepareDataFolder(_ path: String) throws {
        umask(0o077)
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let probe = path + "/.writable-\(getpid())"
        guard FileManager.default.createFile(atPath: probe, contents: nil) else {
            throw Failure(
                "The data folder cannot be written to. Set dataFolder (\(Setting.prefix)DATA_FOLDER), or its permissions."
            )
        }
        try? FileManager.default.removeItem(atPath: probe)
    }

    private static func openKeys(_ configuration: Configuration) throws -> KeyStore {
        do { return try KeyStore(path: configuration.keyPath) } catch let problem as KeyFileProblem {
            throw Failure(problem.sentence(configuration.keyPath))
        }
    }
}

extension KeyFileProblem {
    /// - Parameter path: of the key file.
    func sentence(_ path: String) -> String {
        let name = "keyFile (\(Setting.prefix)KEY_FILE)"
        return switch self {
        case .missing:
            "The key file \(path) is missing, and the database's secrets cannot be read without it. Restore it, or set \(name)."
        case .noFile: "The key file \(path) is a link, or no file. Put the file itself there, or set \(name)."
        case .ownedByOther:
            "The key file \(path), or its folder, belongs to another user. Run this as that user, or change the owner."
        case .readableByOthers:
            "The key file \(path) can be read by others. Make it its owner's alone: chmod 600 \(path)"
        case .folderWritableByOthers:
            "Others may write into the folder of the key file \(path), and put another in its place. Make it its owner's alone: chmod go-w."
        case .malformed: "The key file \(path) is damaged: every line must be a key's id and the key."
        case .busy: "Another rotation of the keys in \(path) is under way."
        case .notWritable: "The key file \(path) cannot be written. Set \(name), or the permissions of its folder."
        }
    }
}

extension Installation {
    func rotateKeys() async throws -> KeyRotation {
        do { return try await gatehouse.rotateKeys() } catch let problem as KeyFileProblem {
            throw Failure(problem.sentence(configuration.keyPath))
        }
    }
}

extension Installation {
    /// The site, with an organisation's own texts, name and logo.
    func site(publicURL: String, logger: Logger) throws -> Site {
        Site(
            gatehouse: gatehouse, renderer: try renderer(),
            settings: SiteSettings(
                publicURL: publicURL, trustedProxies: configuration.trustedProxies, logo: try logo()), logger: logger)
    }

    private func renderer() throws -> PageRenderer {
        var overrides: [Language: [String: String]] = [:]
        for language in Language.allCases {
            var texts = try configuration.messages(language)
            if let name = configuration.productName { texts["productname.label"] = name }
            overrides[language] = texts
        }
        do {
            return try PageRenderer(overrides: overrides)
        } catch let fault as Catalogue.Fault {
            throw Failure("The texts of messagesFolder cannot be used: \(fault)")
        }
    }

    private func logo() throws -> SiteSettings.Logo? {
        guard let path = configuration.logoFile else { return nil }
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1_000_000,
            let logo = SiteSettings.Logo(bytes: Array(data))
        else {
            throw Failure("The file of logoFile cannot be read, is over 1 MB, or is no PNG, JPEG, WebP or SVG picture.")
        }
        return logo
    }
}

extension Configuration {
    /// An organisation's own texts, by their keys.
    fileprivate func messages(_ language: Language) throws -> [String: String] {
        guard let folder = messagesFolder else { return [:] }
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure("The folder of messagesFolder (\(Setting.prefix)MESSAGES_FOLDER) is missing.")
        }
        let path = "\(folder)/\(language.rawValue).properties"
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        do {
            return try Catalogue.parse(String(decoding: data, as: UTF8.self))
        } catch {
            throw Failure("The file \(language.rawValue).properties in messagesFolder cannot be used: \(error)")
        }
    }
}
