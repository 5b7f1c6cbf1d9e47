import Domain
import Foundation

/// The same work on PostgreSQL, beside the embedded database, with one replica and two, and among ever more users.
enum OnPostgres {
    private static let rounds = 3

    // MARK: Sign-ins

    // Many short rounds: a machine's speed may change within a minute.
    private static let signInRounds = 9
    private static let warmUp = 1.0
    private static let seconds = 4.0

    static func signIns(in workshop: Workshop) async throws -> [Figure] {
        let server = try PostgresServer()
        let hash = try await Seed.hash()
        let need = SignInRate.need(at: BareHashing(hash: hash).rate())
        let embedded = try await Seed.plant(need, hash: hash, in: workshop.folder + "/embedded")
        let address = try server.make("sign_ins")
        let seed = try await Seed.plant(need * 2, hash: hash, in: workshop.folder + "/server", database: address)
        let replicas = try (0..<2).map { _ in
            try ServerProcess.gatehouse(data: seed.folder, database: address, in: workshop)
        }
        let single = try ServerProcess.gatehouse(data: embedded.folder, in: workshop)
        defer { for process in replicas + [single] { process.stop() } }
        let supplies = [Supply(embedded.users), Supply(seed.users)]
        var rates: (embedded: [Double], one: [Double], two: [Double]) = ([], [], [])
        var failures = 0
        for _ in 0..<signInRounds {
            for (ports, supply, rate) in [
                ([single.port], supplies[0], \.embedded), ([replicas[0].port], supplies[1], \.one),
                (replicas.map(\.port), supplies[1], \.two),
            ] as [([Int], Supply, WritableKeyPath<(embedded: [Double], one: [Double], two: [Double]), [Double]>)] {
                let run = try SignInRun.go(
                    ports: ports, supply: supply, clients: SignInRate.clients, warmUp: warmUp, seconds: seconds)
                rates[keyPath: rate].append(run.rate)
                failures += run.failures
            }
        }
        return [
            .told("sign-ins on the embedded database", rates.embedded.median.text("a second")),
            .told("sign-ins on PostgreSQL, one replica", rates.one.median.text("a second")),
            .share(
                "sign-ins on PostgreSQL ÷ embedded", zip(rates.one, rates.embedded).map { $0 / $1 }.median,
                atLeast: 0.9),
            .told("sign-ins on PostgreSQL, two replicas on the same cores", rates.two.median.text("a second")),
            .amount("sign-ins refused or failed", Double(failures), atMost: 0, ""),
        ]
    }

    // MARK: Session checks

    static func sessionChecks(in workshop: Workshop) async throws -> [Figure] {
        let server = try PostgresServer()
        let hash = try await Seed.hash()
        let address = try server.make("session_checks")
        let seed = try await Seed.plant(100, hash: hash, in: workshop.folder + "/checks", database: address)
        let process = try ServerProcess.gatehouse(data: seed.folder, database: address, in: workshop)
        defer { process.stop() }
        let load = try SessionChecks.load(on: process, as: seed.users[0])
        _ = try load.run(port: process.port, seconds: 2)
        var selects: [Double] = []
        var checks: [SessionChecks.Round] = []
        for _ in 0..<rounds {
            selects.append(try server.selectOne(connections: 8, times: 240_000, in: workshop.folder))
            checks.append(try SessionChecks.Round(process, load, seconds: 6))
        }
        let shares = zip(checks, selects).map { $0.load.rate / $1 }
        return [
            .told("SELECT 1 by pgbench, 8 connections", selects.median.text("a second")),
            .told("session checks on PostgreSQL, 32 connections", checks.map(\.load.rate).median.text("a second")),
            .told("session checks on PostgreSQL ÷ SELECT 1", (shares.median * 100).text("%")),
            .amount("session check on PostgreSQL, p99", checks.map(\.load.p99).median, atMost: 15, "ms"),
            .amount(
                "session checks on PostgreSQL refused or failed", Double(checks.map(\.load.failures).reduce(0, +)),
                atMost: 0, ""),
        ]
    }

    // MARK: Growth

    private static let sizes = [1000, 100_000, 1_000_000]
    private static let signInsEach = 150

    static func growth(in workshop: Workshop) async throws -> [Figure] {
        let server = try PostgresServer()
        let hash = try await Seed.hash()
        var houses: [(process: ServerProcess, users: [SeededUser])] = []
        defer { for house in houses { house.process.stop() } }
        for size in sizes {
            let address = try server.make("of_\(size)")
            let seed = try await Seed.plant(
                signInsEach, hash: hash, in: workshop.folder + "/of-\(size)", database: address)
            try server.sql(fillers(size - signInsEach), in: "of_\(size)")
            houses.append(
                (try ServerProcess.gatehouse(data: seed.folder, database: address, in: workshop), seed.users))
        }
        var times = sizes.map { _ in [Double]() }
        for number in 0..<signInsEach {
            for (index, house) in houses.enumerated() {
                var client = Client(try Connection(port: house.process.port))
                times[index].append(try client.signIn(house.users[number]).total)
            }
        }
        let medians = times.map(\.median)
        return zip(sizes, medians).map {
            .told("sign-in among \($0) users on PostgreSQL, one client, median", $1.text("ms"))
        } + [
            .amount(
                "slowest ÷ quickest of these", (medians.max() ?? 0) / (medians.min() ?? 1), atMost: 1.15, "times")
        ]
    }

    /// People who are only there: an account, words, a password and a hundred days' activity between them.
    private static func fillers(_ count: Int) -> String {
        """
        INSERT INTO user_account (id, name, name_key, display_name, display_key, email, language, created_at)
            SELECT 'filler-' || n, 'filler' || n, 'filler' || n, 'Filler ' || n, 'filler ' || n, '', 'en', 1
            FROM generate_series(1, \(count)) n;
        INSERT INTO user_word (word, user_id) SELECT 'filler' || n, 'filler-' || n FROM generate_series(1, \(count)) n;
        INSERT INTO password (user_id, hash, key_id, changed_at)
            SELECT 'filler-' || n, decode(repeat('00', 130), 'hex'), 'none', 1 FROM generate_series(1, \(count)) n;
        INSERT INTO activity
            SELECT 'filler-' || n, n, 'web', 'sign-in.completed', 'filler-' || n, 'filler' || n, 'filler' || n, '', '', 'pwd', ''
            FROM generate_series(1, \(count)) n;
        ANALYZE;
        """
    }
}
