import Foundation

/// The PostgreSQL server of `TEST_POSTGRES`, and its own programs.
struct PostgresServer {
    struct Missing: Error {}
    struct Failed: Error {}

    /// Where the server's socket is.
    private let folder: String

    /// - Throws: ``Missing`` without `TEST_POSTGRES`: run under `Scripts/with-postgres`.
    init() throws {
        guard let text = ProcessInfo.processInfo.environment["TEST_POSTGRES"] else { throw Missing() }
        let parts = text.split(separator: "?", maxSplits: 1).map(String.init)
        guard parts.count == 2, let folder = parts[1].split(separator: "=").last else { throw Missing() }
        self.folder = String(folder)
    }

    func address(of database: String) -> String { "postgres://gatehouse@/\(database)?host=\(folder)" }

    /// Makes an empty database. - Returns: its address.
    func make(_ database: String) throws -> String {
        try sql("CREATE DATABASE \(database) TEMPLATE template0", in: "postgres")
        return address(of: database)
    }

    func sql(_ text: String, in database: String) throws {
        _ = try run("psql", [address(of: database), "-q", "-v", "ON_ERROR_STOP=1", "-c", text])
    }

    /// `SELECT 1` as often as it goes, over so many connections. - Returns: how often a second.
    func selectOne(connections: Int, times: Int, in folder: String) throws -> Double {
        let script = folder + "/select-one.sql"
        try "SELECT 1;".write(toFile: script, atomically: true, encoding: .utf8)
        let text = try run(
            "pgbench",
            [
                "--no-vacuum", "--protocol", "prepared", "--client", "\(connections)", "--jobs", "2", "--transactions",
                "\(times / connections)", "--file", script, "--host", self.folder, "--username", "gatehouse",
                "postgres",
            ])
        guard let rate = text.firstMatch(of: /tps = ([0-9.]+)/).flatMap({ Double($0.1) }) else { throw Failed() }
        return rate
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return text
    }
}
