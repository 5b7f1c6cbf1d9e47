import Foundation

/// A server that was started for a measurement, as a process of its own.
final class ServerProcess {
    struct NotAnswering: Error {}

    let port: Int
    /// From the start of the process to its first answer.
    private(set) var startTime = Duration.zero
    private let workshop: Workshop
    private let process = Process()

    /// The server as an operator runs it, with standard settings; answers when this returns.
    static func gatehouse(
        data folder: String, database: String? = nil, in workshop: Workshop
    ) throws -> ServerProcess {
        let port = try freePort()
        return try ServerProcess(
            "gatehouse", ["serve", "--port", "\(port)", "--data", folder], port: port, probe: "/livez",
            settings: database.map { ["GATEHOUSE_DATABASE_ADDRESS": $0] } ?? [:], in: workshop)
    }

    static func emptyHandler(in workshop: Workshop) throws -> ServerProcess {
        let port = try freePort()
        return try ServerProcess(
            "benchmarks", [EmptyHandler.argument, "\(port)"], port: port, probe: "/", in: workshop)
    }

    private init(
        _ name: String, _ arguments: [String], port: Int, probe: String, settings: [String: String] = [:],
        in workshop: Workshop
    ) throws {
        self.port = port
        self.workshop = workshop
        process.executableURL = Self.programFolder.appendingPathComponent(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GATEHOUSE_") }
            .merging(settings) { $1 }
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        workshop.added(id)
        while !isAnswering(probe) {
            guard process.isRunning, ContinuousClock.now - start < .seconds(20) else { throw NotAnswering() }
            usleep(200)
        }
        startTime = ContinuousClock.now - start
    }

    var id: pid_t { process.processIdentifier }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        workshop.removed(id)
    }

    private func isAnswering(_ path: String) -> Bool {
        guard let connection = try? Connection(port: port) else { return false }
        return (try? connection.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))?.status == 200
    }

    /// The server's own binary.
    static var binary: URL { programFolder.appendingPathComponent("gatehouse") }

    /// Both programs are built into the same folder.
    private static var programFolder: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = address.withSocketAddress {
            bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
        }
        guard isBound else { throw NotAnswering() }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// What the system says of a process.
struct ProcessUsage {
    let id: pid_t

    /// Memory in MiB: `Pss` (shared pages are divided among those who share them) or `Rss` (they count in full).
    func memory(_ kind: String) -> Double {
        let line = text("smaps_rollup").split(separator: "\n").first { $0.hasPrefix("\(kind):") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return kibibytes.map { $0 / 1024 } ?? .infinity
    }

    /// Seconds of all cores together, since the process started.
    var processorTime: Double {
        // The name, in parentheses, may hold spaces: fields are counted from behind it.
        let fields = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            return .infinity
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private func text(_ file: String) -> String {
        (try? String(contentsOfFile: "/proc/\(id)/\(file)", encoding: .utf8)) ?? ""
    }
}
