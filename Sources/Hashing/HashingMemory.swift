import CKeptMemory
import Foundation
import Synchronization

/// Memory that password hashes hand on to each other while more of them wait.
///
/// Asking the kernel for it anew each time, and giving it back, costs nearly as much as the hash (decision 0010). It is left out of core
/// dumps, and is zeroes in a child process (decision 0016).
final class HashingMemory: Sendable {
    /// Of one hash, in bytes.
    private let length: Int
    private let spare = Mutex<[KeptMemory]>([])

    /// - Parameter cost: of the hashes it is for; those of another cost take theirs from the kernel.
    init(for cost: HashingCost) {
        length = cost.memoryKiB / 4 * 4 * 1024  // rounded down as in RFC 9106 §3.2
    }

    deinit {
        spare.withLock { $0.forEach(keptMemoryFree) }
    }

    /// - Parameters:
    ///   - hash: what it returns does not depend on what the memory held before.
    ///   - isWanted: asked after the hash: whether another one waits. If none does, all the memory goes back to the kernel.
    func lend<Result>(to hash: () throws -> Result, keepingWhile isWanted: () -> Bool) rethrows -> Result {
        keptMemoryLend(spare.withLock { $0.popLast() } ?? KeptMemory(), length)
        defer {
            let memory = keptMemoryTakeBack()
            let unwanted = spare.withLock { spare in
                spare.append(memory)
                guard !isWanted() else { return [KeptMemory]() }
                defer { spare = [] }
                return spare
            }
            unwanted.forEach(keptMemoryFree)
        }
        return try hash()
    }

    /// Takes the memory of one hash and gives it back, without touching it.
    /// - Throws: ``HashingFailed`` where there is none.
    static func prove(for cost: HashingCost) throws {
        let length = cost.memoryKiB * 1024
        let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard memory != MAP_FAILED else { throw HashingFailed.noMemory }
        munmap(memory, length)
    }

    /// What waits for the next hash, in bytes.
    var kept: Int {
        spare.withLock { $0.map(\.length).reduce(0) { $0 + Int($1) } }
    }
}
