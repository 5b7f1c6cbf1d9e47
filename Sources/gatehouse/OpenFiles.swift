import Foundation

/// How many files and connections the process may have open, and what they are for.
///
/// When none is left, parts of the system that this program stands on end it: so it never comes to that.
struct OpenFiles: Sendable {
    /// As many as are of use.
    private static let most = 65_536
    private static let mostConnections = 10_000
    private static let fewestConnections = 32

    /// The limit of the process.
    let limit: Int

    /// Raises the limit as far as the system lets a process do it by itself.
    static func raised() -> OpenFiles {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return OpenFiles(limit: 1024) }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, rlim_t(most)))
        _ = setrlimit(resource, &limit)
        guard getrlimit(resource, &limit) == 0 else { return OpenFiles(limit: 1024) }
        return OpenFiles(limit: Int(min(limit.rlim_cur, rlim_t(most))))
    }

    /// How many connections are taken, and how many of them may wait for a password hash in each queue.
    func places(for configuration: Configuration) throws -> (connections: Int, hashQueue: Int) {
        let room = limit - reserve(for: configuration)
        guard room >= Self.fewestConnections else {
            throw Failure(
                "The limit on open files is \(limit): too few to serve anybody. Raise it (`ulimit -n`, or LimitNOFILE in the unit)."
            )
        }
        let connections = configuration.server.connections ?? min(room, Self.mostConnections)
        guard connections <= room else {
            throw Failure(
                "\(Setting.label("server.connections")) is \(connections), and the limit on open files, \(limit), leaves room "
                    + "for \(room). Raise the limit (`ulimit -n`, or LimitNOFILE in the unit), or take fewer.")
        }
        let hashQueue = configuration.hashing.queue ?? connections / 4
        guard hashQueue <= connections / 4 else {
            throw Failure(
                "\(Setting.label("hashing.queue")) is \(hashQueue), and of the \(connections) connections no more than a "
                    + "quarter may wait for a hash in each of the three queues.")
        }
        return (connections, hashQueue)
    }

    /// For the program itself: its database, its key file, its threads, and connections that are being opened or closed.
    private func reserve(for configuration: Configuration) -> Int {
        let database = configuration.database.isEmbedded ? 40 : 3 * configuration.database.connections
        return 64 + database + 4 * ProcessInfo.processInfo.activeProcessorCount
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
