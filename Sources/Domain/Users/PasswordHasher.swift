import CSodium
import Foundation
import Synchronization

/// The outcome of comparing a password.
public enum PasswordVerdict: Sendable, Equatable {
    case wrong
    /// `renewed` is a hash at today's cost when the stored one was made with another.
    case right(renewed: PasswordHash?)
}

/// Hashes and compares passwords, a bounded number at once; the rest wait in a queue, in order of arrival.
///
/// Every comparison costs one hash, also without a stored one: how long an answer takes tells nobody whether an account exists
/// (ASVS 6.3.8).
public final class PasswordHasher: Sendable {
    /// The queue is full: answer 503 and ask to come again.
    public struct QueueFull: Error {}

    public let cost: HashingCost
    private let queueLimit: Int
    private let waiting = Mutex(0)
    let memory: HashingMemory
    /// Tests suspend it.
    let queue: OperationQueue
    /// What absent passwords are compared with.
    private let decoy: PasswordHash

    /// - Parameters:
    ///   - workers: hashes at once; each takes one core and the cost's memory.
    ///   - queueLimit: hashes under way and waiting together.
    public init(cost: HashingCost, workers: Int, queueLimit: Int, random: RandomSource) throws {
        guard sodium_init() >= 0 else { throw PasswordHash.OutOfMemory() }
        self.cost = cost
        self.queueLimit = queueLimit
        memory = HashingMemory(for: cost)
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = workers
        // Threads of their own: on those of the requests, every answer would wait for a hash to end.
        queue.qualityOfService = .utility
        decoy = PasswordHash(decoyAt: cost, random: random)
    }

    public func hash(_ password: Password) async throws -> PasswordHash {
        try await inTurn { [cost] in try PasswordHash(hashing: password, cost: cost) }
    }

    /// - Parameter stored: nil where there is no such user, or he has no password: that costs the same and is wrong.
    public func verify(_ password: Password, against stored: PasswordHash?) async throws -> PasswordVerdict {
        guard !password.isTooLong else { return .wrong }
        return try await inTurn { [cost, decoy] in
            guard (stored ?? decoy).matches(password), let stored else { return .wrong }
            return .right(renewed: stored.isOutdated(for: cost) ? try PasswordHash(hashing: password, cost: cost) : nil)
        }
    }

    private func inTurn<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try takePlace()
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { [self] in
                continuation.resume(with: Swift.Result { try memory.lend(to: work, keepingWhile: leavePlace) })
            }
        }
    }

    private func takePlace() throws {
        let hasPlace = waiting.withLock { waiting in
            guard waiting < queueLimit else { return false }
            waiting += 1
            return true
        }
        guard hasPlace else { throw QueueFull() }
    }

    /// Whether somebody waits for the worker that is free now.
    private func leavePlace() -> Bool {
        waiting.withLock { waiting in
            waiting -= 1
            return waiting >= queue.maxConcurrentOperationCount
        }
    }
}
