import Domain
import Flows
import Foundation
import Hashing
import Logging
import Storage
import Web

/// An installation's parts, opened: data folder, key file, database, use cases.
struct Installation: Sendable {
    let configuration: Configuration
    let gatehouse: Gatehouse
    /// How many connections are taken.
    let connections: Int

    /// For the server: opens what is there, makes what is not yet, brings the schema up to date, and waits for a database that is away.
    static func served(_ configuration: Configuration, logger: Logger) async throws -> Installation {
        umask(0o077)
        let places = try OpenFiles.raised().places(for: configuration)
        let folder = DataFolder(path: configuration.data.folder)
        try folder.prepare()
        try await folder.lock(isShared: !configuration.database.isEmbedded)
        if folder.isOpenToOthers {
            logger.warning("others can look into the data folder: chmod 700 \(folder.path)")
        }
        let database = try await Database.awaited(configuration, logger: logger)
        let installation = try make(configuration, places, database: database)
        let sessions = configuration.sessions
        try await installation.gatehouse.adoptSettings(
            idle: .minutes(sessions.idleMinutes), absolute: .hours(sessions.hours))
        try await installation.declareApplications()
        return installation
    }

    /// The parts around a database that is open.
    static func make(
        _ configuration: Configuration, _ places: (connections: Int, hashQueue: Int), database: Database
    ) throws -> Installation {
        let keys = try openKeys(configuration)
        let hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: configuration.hashing.memoryKiB, passes: configuration.hashing.passes),
            workers: configuration.hashing.workers ?? ProcessInfo.processInfo.activeProcessorCount,
            queueLimit: places.hashQueue, memory: configuration.hashing.memory, random: .system)
        let branding = Branding(
            productName: try productName(configuration), organisationName: configuration.branding.organisationName,
            language: configuration.branding.language)
        return Installation(
            configuration: configuration,
            gatehouse: Gatehouse(
                database: database, keys: keys, hasher: hasher, branding: branding,
                floor: configuration.guessing.floorAddresses),
            connections: places.connections)
    }

    /// The product's name in authenticator apps is the one on the pages.
    private static func productName(_ configuration: Configuration) throws -> String {
        try configuration.branding.productName ?? configuration.messages(.english)["productname.label"] ?? "Gatehouse"
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
        let name = Setting.label("keys.file")
        return switch self {
        case .missing:
            "The key file \(path) is missing, and the database's secrets cannot be read without it. Restore it, or set \(name)."
        case .noFile: "The key file \(path) is a link, or no file. Put the file itself there, or set \(name)."
        case .ownedByOther:
            "The key file \(path), or its folder, belongs to \(Account(ownerOf: path)?.description ?? "another user"), and this runs "
                + "as \(Account.current). Run it as the owner, or change the owner."
        case .readableByOthers:
            "The key file \(path) can be read by others. Make it its owner's alone: chmod 600 \(path)"
        case .folderWritableByOthers:
            "Others may write into the folder of the key file \(path), and put another in its place. Make it its owner's alone: chmod go-w."
        case .malformed: "The key file \(path) is damaged: every line must be a key's id and the key."
        case .busy: "Another rotation of the keys in \(path) is under way."
        case .notWritable:
            "The key file \(path) cannot be written by \(Account.current). Set \(name), or the permissions of its folder."
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
                publicURL: publicURL, trustedProxies: configuration.server.trustedProxies, logo: try logo()),
            logger: logger)
    }

    private func renderer() throws -> PageRenderer {
        var overrides: [Language: [String: String]] = [:]
        for language in Language.allCases {
            var texts = try configuration.messages(language)
            if let name = configuration.branding.productName { texts["productname.label"] = name }
            overrides[language] = texts
        }
        do {
            return try PageRenderer(overrides: overrides)
        } catch let fault as Catalogue.Fault {
            throw Failure(
                "The texts of branding.messagesFolder, \(configuration.branding.messagesFolder ?? ""), cannot be used: \(fault)"
            )
        }
    }

    private func logo() throws -> SiteSettings.Logo? {
        guard let path = configuration.branding.logoFile else { return nil }
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1_000_000,
            let logo = SiteSettings.Logo(bytes: Array(data))
        else {
            throw Failure(
                "\(path), the file of branding.logoFile, cannot be read by \(Account.current), is over 1 MB, or is no PNG, JPEG, WebP or SVG picture."
            )
        }
        return logo
    }
}

extension Configuration {
    /// An organisation's own texts, by their keys.
    fileprivate func messages(_ language: Language) throws -> [String: String] {
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
