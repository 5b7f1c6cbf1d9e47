import Foundation
import Testing

@testable import Domain

@Suite("Memory of password hashes")
struct HashingMemoryTests {
    static let cost = HashingCost.least
    static let length = cost.memoryKiB * 1024

    @Test("What libsodium works in is kept while another hash waits, and goes back to the kernel when none does")
    func keeping() throws {
        let memory = HashingMemory()
        let password = Password(typed: "a password of these tests")
        _ = try memory.lend(to: { try PasswordHash(hashing: password, cost: Self.cost) }, keepingWhile: { true })
        #expect(memory.kept >= Self.length)
        #expect(memory.kept < Self.length + 1 << 20)
        _ = try memory.lend(to: { try PasswordHash(hashing: password, cost: Self.cost) }, keepingWhile: { false })
        #expect(memory.kept == 0)
    }

    @Test("A hash takes no fresh pages when it is lent memory that was used before")
    func noFreshPages() throws {
        let memory = HashingMemory()
        let password = Password(typed: "a password of these tests")
        let counts = try (0..<3).map { _ in
            let before = Self.pageFaults()
            _ = try memory.lend(to: { try PasswordHash(hashing: password, cost: Self.cost) }, keepingWhile: { true })
            return Self.pageFaults() - before
        }
        // The first one fetches 4,864 pages of 4 KiB, or fewer and larger ones.
        #expect(counts[1] < counts[0] / 4 && counts[2] < counts[0] / 4, "\(counts)")
    }

    @Test("A hash does not depend on what the memory held, and finds no other's memory too small")
    func independent() throws {
        let memory = HashingMemory()
        let password = Password(typed: "a password of these tests")
        let other = Password(typed: "quite another password")
        for cost in [8, 64, 32, 4096, 1024, 19_456].map({ HashingCost(memoryKiB: $0, passes: 2) }) {
            let hash = try PasswordHash(hashing: password, cost: cost)
            let otherHash = try memory.lend(
                to: { try PasswordHash(hashing: other, cost: cost) }, keepingWhile: { true })
            #expect(memory.lend(to: { hash.matches(password) }, keepingWhile: { true }))
            #expect(!memory.lend(to: { hash.matches(other) }, keepingWhile: { true }))
            #expect(otherHash.matches(other))
        }
    }

    @Test("A hash made without libsodium's help is recognised in lent memory")
    func vector() {
        let memory = HashingMemory()
        // Made by another implementation: argon2 (PHC), `-id -t 2 -k 19456 -p 1`, salt "saltsaltsaltsalt".
        let hash = PasswordHash(unsealed: Secret(Self.vector))
        for _ in 0..<3 {
            #expect(memory.lend(to: { hash.matches(Password(typed: "correct horse battery")) }, keepingWhile: { true }))
        }
    }

    @Test("An error of the hash gives the memory back")
    func failure() {
        struct Failure: Error {}
        let memory = HashingMemory()
        #expect(throws: Failure.self) { try memory.lend(to: { throw Failure() }, keepingWhile: { false }) }
        #expect(memory.kept == 0)
    }

    @Test("A burst of hashes keeps no more than one piece for each worker, and nothing after it")
    func burst() async throws {
        let hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: 1024, passes: 1), workers: 2, queueLimit: 100, random: .system)
        let most = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
                group.addTask {
                    _ = try await hasher.hash(Password(typed: "password number \(number)"))
                    return hasher.memory.kept
                }
            }
            return try await group.reduce(0) { max($0, $1) }
        }
        #expect(most <= 2 * (1024 * 1024 + 4096))
        #expect(hasher.memory.kept == 0)
    }

    static let vector =
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM"

    /// Of this thread.
    private static func pageFaults() -> Int {
        var usage = rusage()
        getrusage(1, &usage)  // RUSAGE_THREAD
        return usage.ru_minflt
    }
}
