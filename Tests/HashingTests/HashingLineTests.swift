import Domain
import Synchronization
import TestSupport
import Testing

@testable import Hashing

/// Notes who had a turn, in order.
private final class Order: Sendable {
    private let names = Mutex<[String]>([])

    var all: [String] { names.withLock { $0 } }

    func note(_ name: String) {
        names.withLock { $0.append(name) }
    }
}

/// Somebody who may go.
private final class Somebody: Sendable {
    private let presence = Mutex(true)

    var isThere: Bool { presence.withLock { $0 } }

    func go() {
        presence.withLock { $0 = false }
    }
}

@Suite("Whose password is hashed next")
struct HashingLineTests {
    private func hasher(
        workers: Int = 1, queueLimit: Int = 100, longestWait: Duration = .seconds(60)
    ) throws -> PasswordHasher {
        try PasswordHasher(
            cost: HashingCost(memoryKiB: 8, passes: 1), workers: workers, queueLimit: queueLimit,
            longestWait: longestWait, random: .system)
    }

    /// Lets them wait in this order in a line whose turns are taken.
    private func queue(_ names: [(Int, String)], in line: HashingLine, _ order: Order) async -> [Task<Void, any Error>]
    {
        var tasks: [Task<Void, any Error>] = []
        for (index, (queue, name)) in names.enumerated() {
            tasks.append(
                Task {
                    try await line.enter(queue) { true }
                    order.note(name)
                    line.leave()
                })
            while line.waiting != index + 1 { await Task.yield() }
        }
        return tasks
    }

    @Test("Queues are served in turns, each in order of arrival: none holds up another")
    func turns() async throws {
        let line = HashingLine(turns: 1, queues: 2, limit: 100)
        let order = Order()
        try await line.enter(0) { true }
        let tasks = await queue([(1, "s1"), (1, "s2"), (1, "s3"), (0, "f1"), (0, "f2")], in: line, order)
        line.leave()
        for task in tasks { try await task.value }
        #expect(order.all == ["f1", "s1", "f2", "s2", "s3"] || order.all == ["s1", "f1", "s2", "f2", "s3"])
    }

    @Test("Whoever has gone is passed over, and takes no place of a full line")
    func gone() async throws {
        let line = HashingLine(turns: 1, queues: 1, limit: 2, interval: .zero)
        let somebody = Somebody()
        try await line.enter(0) { true }
        let leavers = (0..<2).map { _ in Task { try await line.enter(0) { somebody.isThere } } }
        while line.waiting < 2 { await Task.yield() }
        await #expect(throws: NoTurn.busy) { try await line.enter(0) { true } }
        somebody.go()
        let order = Order()
        let tasks = await queue([(0, "stayed")], in: line, order)
        line.leave()
        for task in tasks { try await task.value }
        for leaver in leavers { await #expect(throws: NoTurn.abandoned) { try await leaver.value } }
        #expect(order.all == ["stayed"])
        await #expect(throws: NoTurn.abandoned) { try await line.enter(0) { false } }
    }

    @Test("Who has waited for too long is told to come again")
    func longestWait() async throws {
        let line = HashingLine(turns: 1, queues: 1, limit: 10, longestWait: .zero)
        try await line.enter(0) { true }
        let late = Task { try await line.enter(0) { true } }
        while line.waiting < 1 { await Task.yield() }
        line.leave()
        await #expect(throws: NoTurn.busy) { try await late.value }
        // The turn is free again.
        try await line.enter(0) { true }
    }

    @Test("A thousand strangers who wait do not keep one who is known waiting")
    func knownFirst() async throws {
        let hasher = try hasher(queueLimit: 2000)
        hasher.others.hold(true)
        let strangers = (0..<1000).map { number in
            Task { try await hasher.turn(.stranger) { try await $0.hash(Password(typed: "stranger \(number)")) } }
        }
        while hasher.others.line.waiting < 990 { await Task.yield() }
        _ = try await hasher.turn(.known(account: "anna", isOnFloor: false)) {
            try await $0.hash(Password(typed: "known"))
        }
        hasher.others.hold(false)
        for stranger in strangers { _ = try await stranger.value }
    }

    @Test("One account has four turns of the known at once; what it wants beyond them waits with the strangers")
    func oneAccount() async throws {
        let hasher = try hasher()
        hasher.known.hold(true)
        hasher.others.hold(true)
        let attempts = (0..<20).map { number in
            Task {
                try await hasher.turn(.known(account: "anna", isOnFloor: false)) {
                    try await $0.hash(Password(typed: "attempt \(number)"))
                }
            }
        }
        func inside(_ crew: HashingCrew) -> Int { crew.waiting + crew.line.waiting }
        while inside(hasher.known) + inside(hasher.others) < 20 { await Task.yield() }
        #expect(inside(hasher.known) == PasswordHasher.mostAtOnce)
        hasher.known.hold(false)
        hasher.others.hold(false)
        for attempt in attempts { _ = try await attempt.value }
    }

    @Test("A full line is said at once")
    func full() async throws {
        let hasher = try hasher(queueLimit: 0)
        for lane in [HashingLane.known(account: "anna", isOnFloor: false), .floor, .stranger] {
            await #expect(throws: NoTurn.busy) {
                try await hasher.turn(lane) { try await $0.hash(Password(typed: "x")) }
            }
        }
    }

    @Test(
        "Strangers who fill their queue refuse nobody of the floor, nor of those who are known and have had their share"
    )
    func fullOfStrangers() async throws {
        let hasher = try hasher(queueLimit: 5)
        hasher.others.hold(true)
        let strangers = (0..<20).map { number in
            Task { try await hasher.turn(.stranger) { try await $0.hash(Password(typed: "stranger \(number)")) } }
        }
        while hasher.others.line.waiting < 5 { await Task.yield() }
        await #expect(throws: NoTurn.busy) { try await hasher.turn(.stranger) { _ in } }
        hasher.known.hold(true)
        let account = HashingLane.known(account: "anna", isOnFloor: true)
        let others = [.floor] + Array(repeating: account, count: PasswordHasher.mostAtOnce + 1)
        let welcome = others.map { lane in
            Task { try await hasher.turn(lane) { try await $0.hash(Password(typed: "floor")) } }
        }
        while hasher.others.line.waiting < 7 { await Task.yield() }
        hasher.known.hold(false)
        hasher.others.hold(false)
        for one in welcome { _ = try await one.value }
        for stranger in strangers { _ = try? await stranger.value }
    }

    @Test("A turn ends with its body, also with one that fails")
    func failing() async throws {
        struct Failure: Error {}
        let hasher = try hasher()
        for _ in 0..<20 {
            await #expect(throws: Failure.self) { try await hasher.turn(.stranger) { _ in throw Failure() } }
        }
        _ = try await hasher.turn(.stranger) { try await $0.hash(Password(typed: "after them")) }
    }
}
