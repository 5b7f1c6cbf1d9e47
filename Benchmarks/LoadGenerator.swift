import Foundation

/// The same request over and over, on several connections, each as fast as it is answered.
struct LoadGenerator {
    struct Result {
        let rate: Double
        /// In milliseconds.
        let p99: Double
        let failures: Int
    }

    struct Unreadable: Error {}

    let path: String
    /// One a line.
    let headers: [String]
    let connections: Int

    func run(port: Int, seconds: Int) throws -> Result {
        if let wrk = Self.wrk { return try run(wrk, port: port, seconds: seconds) }
        return runThreads(port: port, seconds: seconds)
    }

    static var name: String { wrk == nil ? "own generator" : "wrk" }

    private static var wrk: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { $0 + "/wrk" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private func run(_ wrk: String, port: Int, seconds: Int) throws -> Result {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: wrk)
        process.arguments =
            ["--threads", "1", "--connections", "\(connections)", "--duration", "\(seconds)s", "--latency"]
            + headers.flatMap { ["--header", $0] } + ["http://127.0.0.1:\(port)\(path)"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return try Self.read(text)
    }

    private static func read(_ text: String) throws -> Result {
        guard let rate = text.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/).flatMap({ Double($0.1) }),
            let p99 = text.firstMatch(of: /99%\s+([0-9.]+)(us|ms|s)/), let number = Double(p99.1)
        else { throw Unreadable() }
        let scale = p99.2 == "us" ? 0.001 : p99.2 == "ms" ? 1 : 1000
        let refused = text.firstMatch(of: /Non-2xx or 3xx responses: ([0-9]+)/).flatMap { Int($0.1) } ?? 0
        return Result(rate: rate, p99: number * scale, failures: refused + (text.contains("Socket errors") ? 1 : 0))
    }

    /// Where there is no `wrk`: a thread for each connection. It costs the servers more of the cores than `wrk` does.
    private func runThreads(port: Int, seconds: Int) -> Result {
        let request = (["GET \(path) HTTP/1.1"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
        let end = ContinuousClock.now + .seconds(seconds)
        let parts = Threads.run(connections) { Self.repeatRequest(request, port: port, until: end) }
        let times = parts.flatMap(\.times)
        return Result(
            rate: Double(times.count) / Double(seconds), p99: times.percentile(99),
            failures: parts.map(\.failures).reduce(0, +))
    }

    private static func repeatRequest(
        _ request: String, port: Int, until end: ContinuousClock.Instant
    ) -> (times: [Double], failures: Int) {
        guard let connection = try? Connection(port: port) else { return ([], 1) }
        var times: [Double] = []
        while ContinuousClock.now < end {
            let start = ContinuousClock.now
            guard let answer = try? connection.send(request), answer.status == 200 else { return (times, 1) }
            times.append((ContinuousClock.now - start).milliseconds)
        }
        return (times, 0)
    }
}
