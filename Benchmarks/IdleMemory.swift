import Domain
import Foundation

/// What an idle server keeps of the machine's memory: freshly started, and after it has worked.
enum IdleMemory {
    private static let quiet = Duration.seconds(5)
    private static let load = 8.0

    static func measure(in workshop: Workshop) async throws -> [Figure] {
        let seed = try await Seed.plant(4000, hash: try await Seed.hash(), in: workshop.folder + "/memory")
        FileCache.drop(ServerProcess.binary)
        let server = try ServerProcess.gatehouse(data: seed.folder, in: workshop)
        defer { server.stop() }
        let usage = ProcessUsage(id: server.id)
        try await Task.sleep(for: quiet)
        let fresh = (pss: usage.memory("Pss"), rss: usage.memory("Rss"))
        try work(server, seed)
        try await Task.sleep(for: quiet)
        return [
            .amount("idle memory after the start (PSS)", fresh.pss, atMost: 36, "MiB"),
            .told("idle memory after the start, shared pages in full (RSS)", fresh.rss.text("MiB")),
            .told("idle memory after load (PSS)", usage.memory("Pss").text("MiB")),
        ]
    }

    private static func work(_ server: ServerProcess, _ seed: Seed) throws {
        _ = try SignInRun.go(
            ports: [server.port], supply: Supply(seed.users), clients: SignInRate.clients, warmUp: 0, seconds: load)
        _ = try SessionChecks.load(on: server, as: seed.users[seed.users.count - 1])
            .run(port: server.port, seconds: Int(load))
    }
}
