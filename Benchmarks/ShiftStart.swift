import Domain
import Foundation
import Storage
import Synchronization

/// The product's promise: 300 agents sign in within a minute at the desks that know them, while strangers send 1,200 bogus sign-ins at once,
/// and 640 a second that they cut off.
enum ShiftStart {
    private static let agents = 300
    private static let seconds = 60.0
    private static let bogus = 1200
    private static let resetsASecond = 640.0

    static func measure(in workshop: Workshop) async throws -> [Figure] {
        let hash = try await Seed.hash()
        let seed = try await Seed.plant(2 * agents, hash: hash, in: workshop.folder + "/shift")
        let desks = try await seed.knownDesks()
        let server = try ServerProcess.gatehouse(data: seed.folder, in: workshop)
        defer { server.stop() }
        let alone = start(desks[..<agents], at: server.port)
        let crowd = Crowd(port: server.port)
        crowd.come(bogus, resetsASecond: resetsASecond)
        sleep(5)
        let beside = start(desks[agents...], at: server.port)
        let resets = crowd.leave()
        return [
            .told("a shift's start alone, median and p95", median(alone)),
            .told("the same beside \(bogus) bogus sign-ins and \(Int(resets)) cut off a second", median(beside)),
            .amount(
                "p95 beside strangers ÷ alone", beside.times.percentile(95) / alone.times.percentile(95), atMost: 2,
                "times"),
            .amount("agents who did not get in, of \(agents)", Double(beside.failures), atMost: 0, ""),
        ]
    }

    private static func median(_ shift: Shift) -> String {
        shift.times.median.text("ms") + ", " + shift.times.percentile(95).text("ms")
    }

    /// How long each sign-in took, in milliseconds, and how many failed.
    private struct Shift {
        var times: [Double]
        var failures: Int
    }

    private static func start(_ desks: ArraySlice<Desk>, at port: Int) -> Shift {
        let next = Mutex(desks.startIndex)
        let times = Threads.run(desks.count) { () -> Double? in
            let index = next.withLock { next in
                defer { next += 1 }
                return next
            }
            usleep(UInt32(Double(index - desks.startIndex) / Double(agents) * seconds * 1_000_000))
            return signIn(desks[index], at: port)
        }
        let done = times.compactMap(\.self)
        return Shift(times: done, failures: times.count - done.count)
    }

    private static func signIn(_ desk: Desk, at port: Int) -> Double? {
        let start = ContinuousClock.now
        do {
            var client = Client(try Connection(port: port), known: desk.browser)
            _ = try client.signIn(desk.user)
        } catch {
            Progress.say("an agent did not get in: \(error)")
            return nil
        }
        return (ContinuousClock.now - start).milliseconds
    }

    fileprivate struct Desk {
        let user: SeededUser
        let browser: Token
    }
}

extension Seed {
    /// Each user's own desk, which knows them.
    fileprivate func knownDesks() async throws -> [ShiftStart.Desk] {
        let database = try Database.sqlite(path: folder + "/gatehouse.sqlite")
        let users = users
        return try await database.write { transaction in
            try users.map { user in
                let token = Token(from: transaction.random)
                guard let id = try transaction.users.find(UserName(stored: user.name))?.id else { throw NoUser() }
                try transaction.knownBrowsers.remember(token.digest, replacing: nil, for: id, at: "127.0.0.1")
                return ShiftStart.Desk(user: user, browser: token)
            }
        }
    }

    private struct NoUser: Error {}
}

/// Strangers who sign in with names that nobody has.
private final class Crowd: Sendable {
    private let port: Int
    private let isOver = Mutex(false)
    private let resets = Mutex(0)
    private let start = ContinuousClock.now
    private let threads = DispatchGroup()

    init(port: Int) {
        self.port = port
    }

    func come(_ number: Int, resetsASecond: Double) {
        for index in 0..<number { run { self.signInAgainAndAgain(index) } }
        run { self.reset(every: 1 / resetsASecond) }
    }

    /// - Returns: how many sign-ins were cut off a second.
    func leave() -> Double {
        let rate = Double(resets.withLock { $0 }) / (ContinuousClock.now - start).seconds
        isOver.withLock { $0 = true }
        threads.wait()
        return rate
    }

    private func run(_ body: @escaping @Sendable () -> Void) {
        threads.enter()
        let thread = Thread { [threads] in
            // Strangers bring machines of their own: here they may not take the cores from the server or the agents.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
            body()
            threads.leave()
        }
        thread.stackSize = 1 << 18
        thread.start()
    }

    private var goesOn: Bool { isOver.withLock { !$0 } }

    private func signInAgainAndAgain(_ index: Int) {
        while goesOn {
            guard let connection = try? Connection(port: port) else { continue }
            var client = Client(connection)
            while goesOn, (try? client.signIn(Self.stranger(index))) == nil, connection.isOpen {}
        }
    }

    private func reset(every pause: Double) {
        var next = ContinuousClock.now
        while goesOn {
            if let connection = try? Connection(port: port) { Client(connection).cutOffSignIn(Self.stranger(0)) }
            resets.withLock { $0 += 1 }
            next = next + .seconds(pause)
            usleep(UInt32(max(0, (next - .now).seconds) * 1_000_000))
        }
    }

    private static func stranger(_ index: Int) -> SeededUser {
        SeededUser(name: "stranger\(index)", phone: Phone(key: [1]))
    }
}
