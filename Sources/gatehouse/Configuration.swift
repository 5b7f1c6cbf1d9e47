import Domain
import Hashing
import Storage

/// How an installation is configured: every value read and checked.
struct Configuration: Sendable {
    var host = "127.0.0.1"
    var port = 8080
    var publicURL: String?
    var dataFolder = "data"
    /// Without one the embedded database is used.
    var database: PostgresAddress?
    var databasePasswordFile: String?
    var databaseConnections = 8
    var databaseWaitSeconds = 5
    var keyFile: String?
    var productName: String?
    var organisationName: String?
    var logoFile: String?
    var language = Language.english
    var messagesFolder: String?
    var trustedProxies: [AddressRange] = []
    var floorAddresses: [AddressRange] = []
    var sessionIdleMinutes = 30
    var sessionHours = 12
    var hashMemoryKiB = HashingCost.least.memoryKiB
    var hashPasses = HashingCost.least.passes
    var hashingMemory = PasswordHasher.Memory.kept
    var hashWorkers: Int?
    /// Without one it follows from the connections.
    var hashQueue: Int?
    /// Without one it follows from the limit on open files.
    var connections: Int?
    var logLevel = "notice"

    /// Whether only this machine can reach it.
    var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

    static func databasePath(in folder: String) -> String { folder + "/gatehouse.sqlite" }
    var keyPath: String { keyFile ?? dataFolder + "/gatehouse.keys" }
}
