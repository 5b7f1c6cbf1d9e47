import Domain
import Foundation
import Synchronization

/// A bounded number of connections, each with a thread of its own, and a queue of jobs for them.
///
/// Threads start when there is work and stay with their connection. Of those that are free the last to become so works next: what its
/// connection's server process needs is still in the caches. A job waits for a connection until its deadline and then
/// fails with ``DatabaseUnavailable``; so does everything while the server is away, and nothing has to be started anew after it.
final class PostgresPool: Sendable {
    /// One run of a job on a connection.
    enum Attempt {
        case finished
        /// The connection broke before anything was committed: another one may try.
        case connectionLost(PostgresFault)
    }

    struct Job: Sendable {
        var deadline: ContinuousClock.Instant
        let attempt: @Sendable (PostgresSession) -> Attempt
        /// Told what is in the way of connections, if that is known.
        let expire: @Sendable (_ reason: String?) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var workers = 0
        /// What workers with a connection wait on for a job, the last to become free at the end.
        var idle: [DispatchSemaphore] = []
        var isSweeping = false
        var isClosed = false
        /// Why there was no connection last, and when that was asked. Nil since there is one.
        var reason: String?
        var asked: ContinuousClock.Instant?
        /// Somebody has waited in vain, and nobody has come through since.
        var isStuck = false
    }

    /// How late an expired job may notice.
    private static let sweep = DispatchTimeInterval.milliseconds(100)

    private static let shortWait = Duration.seconds(1)

    private let address: PostgresAddress
    private let size: Int
    private let onlyReads: Bool
    private let state = Mutex(State())

    init(_ address: PostgresAddress, size: Int, onlyReads: Bool = false) {
        self.address = address
        self.size = size
        self.onlyReads = onlyReads
    }

    private var reason: String? { state.withLock { $0.reason } }

    /// While the pool is stuck nobody waits for long: one wait in vain is enough for a request that has several to do.
    func add(_ job: Job) {
        var job = job
        if state.withLock({ $0.isStuck }) { job.deadline = min(job.deadline, .now + Self.shortWait) }
        enqueue(job, atFront: false)
    }

    /// Ends the threads and connections once their jobs are done.
    func close() {
        let (idle, waiting) = state.withLock { state in
            state.isClosed = true
            defer { state.jobs = [] }
            return (state.idle, state.jobs)
        }
        for job in waiting { job.expire(reason) }
        for worker in idle { worker.signal() }
    }

    private func enqueue(_ job: Job, atFront: Bool) {
        let (free, needsWorker, startsSweep, isClosed) = state.withLock { state in
            guard !state.isClosed else { return (DispatchSemaphore?.none, false, false, true) }
            state.jobs.insert(job, at: atFront ? 0 : state.jobs.count)
            let free = state.idle.popLast()
            let needsWorker = free == nil && state.workers < size
            if needsWorker { state.workers += 1 }
            defer { state.isSweeping = true }
            return (free, needsWorker, !state.isSweeping, false)
        }
        guard !isClosed else { return job.expire(reason) }
        free?.signal()
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
        let wake = DispatchSemaphore(value: 0)
        var session: PostgresSession?
        while let connected = session ?? connect() {
            session = connected
            guard let job = nextJob(wake) else { return }
            switch job.attempt(connected) {
            case .finished: comeThrough()
            case .connectionLost(let fault):
                enqueue(job, atFront: true)
                if fault.isReadOnly { standBack(fault.reason) }
            }
            if connected.isBroken { session = nil }
        }
    }

    private func comeThrough() {
        state.withLock { state in
            state.reason = nil
            state.isStuck = false
        }
    }

    /// Tries for as long as somebody waits. - Returns: nil when nobody does, and the thread is to end.
    private func connect() -> PostgresSession? {
        while isWanted() {
            do { return try PostgresSession(address, onlyReads: onlyReads) } catch {
                standBack((error as? PostgresFault)?.reason ?? refusal())
            }
        }
        return nil
    }

    /// A server that is away refuses at once; asking without a pause would take a core. This thread has nothing else to do.
    private func standBack(_ reason: String?) {
        state.withLock { $0.reason = reason }
        Thread.sleep(forTimeInterval: 0.15)
    }

    /// Why the server refuses connections, asked once a second: that is a connection too.
    private func refusal() -> String? {
        let now = ContinuousClock.now
        let (asks, known) = state.withLock { state in
            if let asked = state.asked, asked + .seconds(1) > now { return (false, state.reason) }
            state.asked = now
            return (true, state.reason)
        }
        return asks ? PostgresFault(state: PostgresConnection.refusal(address)).reason : known
    }

    private func isWanted() -> Bool {
        state.withLock { state in
            let isWanted = !state.jobs.isEmpty && !state.isClosed
            if !isWanted { state.workers -= 1 }
            return isWanted
        }
    }

    /// Waits for a job. - Returns: nil when the pool is closed, and the thread is to end.
    private func nextJob(_ wake: DispatchSemaphore) -> Job? {
        while true {
            let (job, isClosed) = state.withLock { state -> (Job?, Bool) in
                guard !state.isClosed, state.jobs.isEmpty else {
                    return (state.isClosed ? nil : state.jobs.removeFirst(), state.isClosed)
                }
                state.idle.append(wake)
                return (nil, false)
            }
            if job != nil || isClosed { return job }
            wake.wait()
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
            state.isStuck = state.isStuck || !expired.isEmpty
            return (expired, state.isSweeping)
        }
        for job in expired { job.expire(reason) }
        if isSweeping { scheduleSweep() }
    }
}
