import Domain
import Foundation

/// `GET /session`, which only answers who it is, beside a handler that answers nothing: in turns, with the same request.
enum SessionChecks {
    static let connections = 32
    // Many short rounds: a machine's speed may change within a minute.
    private static let rounds = 15
    private static let seconds = 2

    static func measure(in workshop: Workshop) async throws -> [Figure] {
        let seed = try await Seed.plant(100, hash: try await Seed.hash(), in: workshop.folder + "/session")
        let server = try ServerProcess.gatehouse(data: seed.folder, in: workshop)
        defer { server.stop() }
        let empty = try ServerProcess.emptyHandler(in: workshop)
        defer { empty.stop() }
        let load = try load(on: server, as: seed.users[0])
        _ = try [empty, server].map { try load.run(port: $0.port, seconds: 2) }
        var emptyRounds: [Round] = []
        var rounds: [Round] = []
        for _ in 0..<Self.rounds {
            emptyRounds.append(try Round(empty, load, seconds: seconds))
            rounds.append(try Round(server, load, seconds: seconds))
        }
        return figures(emptyRounds, rounds)
    }

    /// The request of a browser that has signed in.
    static func load(on server: ServerProcess, as user: SeededUser) throws -> LoadGenerator {
        var client = Client(try Connection(port: server.port))
        _ = try client.signIn(user)
        return LoadGenerator(path: "/session", headers: client.headers, connections: connections)
    }

    private static func figures(_ empty: [Round], _ rounds: [Round]) -> [Figure] {
        let shares = zip(rounds, empty).map { $0.load.rate / $1.load.rate }
        let failures = (rounds + empty).map(\.load.failures).reduce(0, +)
        let generator = LoadGenerator.name
        return [
            .told(
                "empty handler, \(connections) connections (\(generator))",
                empty.map(\.load.rate).median.text("a second")),
            .told("session checks, \(connections) connections", rounds.map(\.load.rate).median.text("a second")),
            .share("session checks ÷ empty handler", shares.median, atLeast: 0.6),
            .amount("session check, p99", rounds.map(\.load.p99).median, atMost: 6, "ms"),
            .told("empty handler, p99", empty.map(\.load.p99).median.text("ms")),
            .amount("session checks refused or failed", Double(failures), atMost: 0, ""),
            .told("processor time of an empty handler's answer", empty.map(\.cost).median.text("µs")),
            .told("processor time of a session check", rounds.map(\.cost).median.text("µs")),
        ]
    }

    struct Round {
        let load: LoadGenerator.Result
        /// Microseconds of the server's processor time for each request.
        let cost: Double

        init(_ server: ServerProcess, _ generator: LoadGenerator, seconds: Int) throws {
            let usage = ProcessUsage(id: server.id)
            let before = usage.processorTime
            load = try generator.run(port: server.port, seconds: seconds)
            cost = (usage.processorTime - before) / (load.rate * Double(seconds)) * 1_000_000
        }
    }
}
