import Foundation
import Synchronization

/// Threads that compute hashes, and the line in front of them.
final class HashingCrew: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var threads = 0
        var idle = 0
        /// How many computations there ever were.
        var total = 0
        /// Tests hold the crew.
        var isHeld = false
        var isEnded = false
    }

    let line: HashingLine
    /// None where each hash takes its own from the kernel.
    let memory: HashingMemory?
    private let size: Int
    private let niceness: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - size: threads, started when there is work for them.
    ///   - niceness: how far their threads stand back behind others when the cores are wanted (`setpriority(2)`): at 10 they get a tenth.
    init(size: Int, niceness: Int, memory: PasswordHasher.Memory, cost: HashingCost, line: HashingLine) {
        self.size = size
        self.niceness = niceness
        self.line = line
        self.memory = memory == .kept ? HashingMemory(for: cost) : nil
    }

    /// Runs a computation on a thread of the crew.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            add { [self] in
                continuation.resume(with: Swift.Result { try compute(work) })
            }
        }
    }

    /// Ends the threads when they have nothing to do.
    func end() {
        let threads = state.withLock { state in
            state.isEnded = true
            return state.threads
        }
        for _ in 0..<threads { wake.signal() }
    }

    // MARK: For tests

    /// How many computations wait for a thread.
    var waiting: Int { state.withLock { $0.jobs.count } }

    var total: Int { state.withLock { $0.total } }

    func hold(_ isHeld: Bool) {
        let jobs = state.withLock { state in
            state.isHeld = isHeld
            return state.jobs.count
        }
        if !isHeld { for _ in 0..<jobs { wake.signal() } }
    }

    // MARK: Threads

    private func compute<Result>(_ work: () throws -> Result) throws -> Result {
        guard let memory else { return try work() }
        return try memory.lend(to: work, keepingWhile: { isWanted })
    }

    /// Whether the memory of a hash that has ended is of use to another one.
    private var isWanted: Bool { line.waiting > 0 || waiting > 0 }

    private func add(_ job: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.jobs.append(job)
            state.total += 1
            guard state.idle < state.jobs.count, state.threads < size else { return false }
            state.threads += 1
            return true
        }
        if needsThread { startThread() }
        wake.signal()
    }

    private func startThread() {
        let thread = Thread { [self] in work() }
        thread.name = "hashing"
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func work() {
        // Of this thread alone: so Linux takes it, against POSIX (setpriority(2), "C library/kernel differences").
        _ = setpriority(Self.thisProcess, 0, CInt(niceness))
        while true {
            state.withLock { $0.idle += 1 }
            wake.wait()
            let (job, isEnded) = state.withLock { state in
                state.idle -= 1
                let mayWork = !state.isHeld && !state.jobs.isEmpty
                return (mayWork ? state.jobs.removeFirst() : nil, state.isEnded)
            }
            if let job { job() } else if isEnded { return }
        }
    }

    #if canImport(Glibc)
        private static let thisProcess = __priority_which_t(PRIO_PROCESS.rawValue)
    #else
        private static let thisProcess = CInt(PRIO_PROCESS)
    #endif
}
