import CSodium
import Domain
import Synchronization

/// The outcome of comparing a password. *Could not* is thrown.
public enum PasswordVerdict: Sendable, Equatable {
    case wrong
    /// `renewed` is a hash at today's cost when the stored one was made with another.
    case right(renewed: PasswordHash?)
}

/// Hashes and compares passwords, a bounded number at once, in an order that depends on who asks.
///
/// There are two crews of threads. One works for those who are known; the other, whose threads stand back when the cores are wanted,
/// works for strangers. So strangers use what is left, and at least a tenth (decision 0011).
///
/// Every comparison costs one hash, also without a stored one: how long an answer takes tells nobody whether an account exists
/// (ASVS 6.3.8).
public final class PasswordHasher: Sendable {
    /// Where the memory of a hash comes from.
    public enum Memory: String, Sendable, CaseIterable {
        /// While others wait, a hash hands it on to the next.
        case kept
        /// From the kernel, for each hash anew.
        case system
    }

    /// How long a stranger waits at the most.
    public static let longestWait = Duration.seconds(5)
    /// Of one account, in the lane of the known: whoever wants more at once waits with the others at their address.
    static let mostAtOnce = 4
    private static let niceness = 10

    public let cost: HashingCost
    let known: HashingCrew
    let others: HashingCrew
    private let accounts = Mutex<[String: Int]>([:])
    /// What absent passwords are compared with.
    fileprivate let decoy: PasswordHash
    fileprivate let random: RandomSource

    /// - Parameters:
    ///   - workers: hashes at once, for each of the two crews; each takes the cost's memory.
    ///   - queueLimit: how many may wait in each queue.
    ///   - longestWait: of a stranger.
    public init(
        cost: HashingCost, workers: Int, queueLimit: Int, longestWait: Duration = longestWait, memory: Memory = .kept,
        random: RandomSource
    ) throws {
        guard sodium_init() >= 0 else { throw HashingFailed.noMemory }
        self.cost = cost
        self.random = random
        // More turns than workers: beside the hashes some are being charged and recorded, and no worker has to wait for that.
        let turns = workers + 2
        known = HashingCrew(
            size: workers, niceness: 0, memory: memory, cost: cost,
            line: HashingLine(turns: turns, queues: 1, limit: queueLimit))
        others = HashingCrew(
            size: workers, niceness: Self.niceness, memory: memory, cost: cost,
            line: HashingLine(turns: turns, queues: 2, limit: queueLimit, longestWait: longestWait))
        decoy = PasswordHash(decoyAt: cost, random: random)
    }

    deinit {
        known.end()
        others.end()
    }

    /// - Throws: ``HashingFailed`` where the machine has no memory for a hash.
    public func rehearse() throws {
        try HashingMemory.prove(for: cost)
    }

    /// Waits for a turn, and does `body` in it. Nothing is hashed without a turn, and whatever an attempt costs beside the hash
    /// (being charged, being recorded) is done inside it: so a crowd costs no more than the hashes that there are turns for.
    /// - Parameter isWanted: whether anybody still waits for the answer.
    /// - Throws: ``NoTurn``, and what `body` throws.
    public func turn<Result: Sendable>(
        _ lane: HashingLane, while isWanted: @escaping @Sendable () -> Bool = { true },
        _ body: (HashingTurn) async throws -> Result
    ) async throws -> Result {
        guard case .known(let account, _) = lane, claim(account) else {
            return try await turn(of: others, queue: lane.queue, while: isWanted, body)
        }
        defer { release(account) }
        return try await turn(of: known, queue: 0, while: isWanted, body)
    }

    private func turn<Result: Sendable>(
        of crew: HashingCrew, queue: Int, while isWanted: @escaping @Sendable () -> Bool,
        _ body: (HashingTurn) async throws -> Result
    ) async throws -> Result {
        try await crew.line.enter(queue, while: isWanted)
        defer { crew.line.leave() }
        return try await body(HashingTurn(hasher: self, crew: crew))
    }

    /// - Returns: false when this account has enough in the lane of the known.
    private func claim(_ account: String) -> Bool {
        accounts.withLock { accounts in
            guard accounts[account, default: 0] < Self.mostAtOnce else { return false }
            accounts[account, default: 0] += 1
            return true
        }
    }

    private func release(_ account: String) {
        accounts.withLock { accounts in
            let left = (accounts[account] ?? 1) - 1
            accounts[account] = left > 0 ? left : nil
        }
    }
}

extension HashingLane {
    /// Where it waits in the line of those who are not known.
    fileprivate var queue: Int {
        switch self {
        case .floor, .known(_, isOnFloor: true): 0
        case .stranger, .known(_, isOnFloor: false): 1
        }
    }
}

/// The right to hash, for as long as a turn lasts.
public struct HashingTurn: Sendable {
    fileprivate let hasher: PasswordHasher
    fileprivate let crew: HashingCrew

    public func hash(_ password: Password) async throws -> PasswordHash {
        let (cost, random) = (hasher.cost, hasher.random)
        return try await crew.run { try PasswordHash(hashing: password, cost: cost, random: random) }
    }

    /// - Parameter stored: nil where there is no such user, or they have no password: that costs the same and is wrong.
    /// - Throws: ``HashingFailed`` where it cannot be told.
    public func verify(
        _ password: Password, against stored: PasswordHash?, for attempt: Attempt
    ) async throws -> PasswordVerdict {
        guard !password.isTooLong else { return .wrong }
        let (cost, random, decoy) = (hasher.cost, hasher.random, hasher.decoy)
        return try await crew.run {
            guard try (stored ?? decoy).matches(password), let stored else { return .wrong }
            guard stored.isOutdated(for: cost) else { return .right(renewed: nil) }
            // It is right, whether or not it can be hashed anew now: the next sign-in tries again.
            return .right(renewed: try? PasswordHash(hashing: password, cost: cost, random: random))
        }
    }
}
