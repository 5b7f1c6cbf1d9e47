import Domain
import Foundation

/// Full sign-ins a second with 32 clients at once, beside what libsodium alone does on the same cores in the same minutes.
enum SignInRate {
    static let clients = 32
    // Many short rounds: a machine's speed may change within a minute.
    private static let rounds = 9
    private static let warmUp = 1.0
    private static let seconds = 5.0

    static func measure(in workshop: Workshop) async throws -> [Figure] {
        let hash = try await Seed.hash()
        let bare = BareHashing(hash: hash)
        var bareRates = [bare.rate()]
        let seed = try await Seed.plant(need(at: bareRates[0]), hash: hash, in: workshop.folder + "/sign-ins")
        let server = try ServerProcess.gatehouse(data: seed.folder, in: workshop)
        defer { server.stop() }
        let supply = Supply(seed.users)
        var runs: [SignInRun] = []
        // The last round is the one with pages.
        for round in 0...rounds {
            runs.append(
                try SignInRun.go(
                    ports: [server.port], supply: supply, clients: clients, warmUp: warmUp, seconds: seconds,
                    withPages: round == rounds))
            bareRates.append(bare.rate())
        }
        return figures(bareRates, runs.dropLast(), withPages: runs[rounds])
    }

    /// A code works once a time step, so every user signs in once: three times as many as it looks at first.
    static func need(at rate: Double) -> Int {
        Int(rate * (warmUp + seconds) * Double(rounds + 1) * 3) + clients * (rounds + 1)
    }

    private static func figures(_ bare: [Double], _ runs: ArraySlice<SignInRun>, withPages: SignInRun) -> [Figure] {
        // Each round beside the bare rates just before and just after it.
        let shares = runs.indices.map { runs[$0].rate / bare[$0...($0 + 1)].mean }
        let pagesShare = withPages.rate / bare.suffix(2).mean
        let failures = runs.map(\.failures).reduce(withPages.failures, +)
        let count = runs.map(\.times.count).reduce(withPages.times.count, +)
        let passwords = runs.flatMap { $0.times.map(\.password) }
        let codes = runs.flatMap { $0.times.map(\.code) }
        let floor = Double(clients) / bare.mean * 1000
        return [
            .told("bare Argon2id on every core", bare.median.text("a second")),
            .told("full sign-ins, \(clients) clients", runs.map(\.rate).median.text("a second")),
            .share("full sign-ins ÷ bare Argon2id", shares.median, atLeast: 0.9),
            .told("the same with the pages around them ÷ bare Argon2id", (pagesShare * 100).text("%")),
            .amount("sign-ins refused or failed, of \(count)", Double(failures), atMost: 0, ""),
            .told("password step, queueing minimum", floor.text("ms")),
            .told("password step, median", passwords.median.text("ms")),
            .told("password step, p99", passwords.percentile(99).text("ms")),
            .amount("password step, p99 ÷ queueing minimum", passwords.percentile(99) / floor, atMost: 3, "times"),
            .told("code step, median", codes.median.text("ms")),
            .told("code step, p99", codes.percentile(99).text("ms")),
        ]
    }
}

extension ArraySlice<Double> {
    fileprivate var mean: Double { Array(self).mean }
}
