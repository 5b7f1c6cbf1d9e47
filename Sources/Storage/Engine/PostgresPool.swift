import Domain
import Foundation
import Synchronization

/// A bounded number of connections, each with a thread of its own, and a queue of jobs for them.
///
/// Threads start when there is work and stay with their connection. A job waits for a connection until its deadline and then
/// fails with ``DatabaseUnavailable``; so does everything while the server is away, and nothing has to be started anew after it.
final class PostgresPool: Sendable {
    /// One run of a job on a connection.
    enum Attempt {
        case finished
        /// The connection broke before anything was committed: another one may try.
        case connectionLost
    }

    struct Job: Sendable {
        let deadline: ContinuousClock.Instant
        let attempt: @Sendable (PostgresSession) -> Attempt
        let expire: @Sendable () -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var workers = 0
        /// Workers with a connection that wait for a job.
        var idle = 0
        var isSweeping = false
        var isClosed = false
    }

    /// How late an expired job may notice.
    private static let sweep = DispatchTimeInterval.milliseconds(100)

    private let address: PostgresAddress
    private let size: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    init(_ address: PostgresAddress, size: Int) {
        self.address = address
        self.size = size
    }

    func add(_ job: Job) {
        enqueue(job, atFront: false)
    }

    /// Ends the threads and connections once their jobs are done.
    func close() {
        let (workers, waiting) = state.withLock { state in
            state.isClosed = true
            defer { state.jobs = [] }
            return (state.workers, state.jobs)
        }
        for job in waiting { job.expire() }
        for _ in 0..<workers { wake.signal() }
    }

    private func enqueue(_ job: Job, atFront: Bool) {
        let (needsWorker, startsSweep, isClosed) = state.withLock { state in
            guard !state.isClosed else { return (false, false, true) }
            state.jobs.insert(job, at: atFront ? 0 : state.jobs.count)
            let needsWorker = state.jobs.count > state.idle && state.workers < size
            if needsWorker { state.workers += 1 }
            defer { state.isSweeping = true }
            return (needsWorker, !state.isSweeping, false)
        }
        guard !isClosed else { return job.expire() }
        wake.signal()
        if startsSweep { scheduleSweep() }
        if needsWorker { startWorker() }
    }

    // MARK: Threads

    private func startWorker() {
        let thread = Thread { [self] in work() }
        thread.stackSize = 1 << 20
        thread.name = "postgres"
        thread.start()
    }

    private func work() {
        var session: PostgresSession?
        while let connected = session ?? connect() {
            session = connected
            guard let job = nextJob() else { return }
            switch job.attempt(connected) {
            case .finished: break
            case .connectionLost: enqueue(job, atFront: true)
            }
            if connected.isBroken { session = nil }
        }
    }

    /// Tries for as long as somebody waits. - Returns: nil when nobody does, and the thread is to end.
    private func connect() -> PostgresSession? {
        while isWanted() {
            if let session = try? PostgresSession(address) { return session }
            // A server that is away refuses at once; asking without a pause would take a core. This thread has nothing else to do.
            Thread.sleep(forTimeInterval: 0.15)
        }
        return nil
    }

    private func isWanted() -> Bool {
        state.withLock { state in
            let isWanted = !state.jobs.isEmpty && !state.isClosed
            if !isWanted { state.workers -= 1 }
            return isWanted
        }
    }

    /// Waits for a job. - Returns: nil when the pool is closed, and the thread is to end.
    private func nextJob() -> Job? {
        state.withLock { $0.idle += 1 }
        while true {
            wake.wait()
            let (job, isClosed) = state.withLock { state -> (Job?, Bool) in
                if state.isClosed { return (nil, true) }
                guard !state.jobs.isEmpty else { return (nil, false) }
                state.idle -= 1
                return (state.jobs.removeFirst(), false)
            }
            if let job { return job }
            if isClosed { return nil }
        }
    }

    // MARK: Deadlines

    private func scheduleSweep() {
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.sweep) { [weak self] in self?.expireJobs() }
    }

    private func expireJobs() {
        let now = ContinuousClock.now
        let (expired, isSweeping) = state.withLock { state in
            let expired = state.jobs.filter { $0.deadline <= now }
            state.jobs.removeAll { $0.deadline <= now }
            state.isSweeping = !state.jobs.isEmpty
            return (expired, state.isSweeping)
        }
        for job in expired { job.expire() }
        if isSweeping { scheduleSweep() }
    }
}
