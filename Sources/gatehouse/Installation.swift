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
