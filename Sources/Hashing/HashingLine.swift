import Domain
import Synchronization

/// Those who wait for their turn at hashing. A few have it at once; the rest wait in queues that are served in turns, each in order of
/// arrival.
final class HashingLine: Sendable {
    private struct Waiter {
        let isWanted: @Sendable () -> Bool
        let since: ContinuousClock.Instant
        let turn: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var free: Int
        var queues: [[Waiter]]
        /// The queue that is served next.
        var next = 0
        /// When it was last looked through for those who are gone.
        var lookedThrough: ContinuousClock.Instant?
    }

    private let limit: Int
    private let longestWait: Duration?
    private let interval: Duration
    private let state: Mutex<State>

    /// - Parameters:
    ///   - turns: at once.
    ///   - queues: served in turns, so that none can hold up another.
    ///   - limit: how many may wait in each queue; there is no line at all when it is 0.
    ///   - longestWait: after it a waiter is told to come again.
    ///   - interval: how often the line is looked through when a queue is full at the most.
    init(
        turns: Int, queues: Int, limit: Int, longestWait: Duration? = nil,
        interval: Duration = .milliseconds(100)
    ) {
        self.limit = limit
        self.longestWait = longestWait
        self.interval = interval
        state = Mutex(State(free: limit > 0 ? turns : 0, queues: Array(repeating: [], count: queues)))
    }

    /// How many wait.
    var waiting: Int { state.withLock { $0.queues.reduce(0) { $0 + $1.count } } }

    /// Returns when it is this caller's turn; ``leave()`` ends it.
    /// - Parameter isWanted: asked when the turn comes, and when the queue is full: whether anybody still waits for the answer.
    /// - Throws: ``NoTurn``: busy when the queue is full, or the wait too long; or abandoned.
    func enter(_ queue: Int, while isWanted: @escaping @Sendable () -> Bool) async throws {
        try await withCheckedThrowingContinuation { turn in
            let waiter = Waiter(isWanted: isWanted, since: .now, turn: turn)
            for resume in state.withLock({ admit(waiter, to: queue, &$0) }) { resume() }
        }
    }

    func leave() {
        for resume in state.withLock({ pass(&$0) }) { resume() }
    }

    /// - Returns: what to do once the lock is released.
    private func admit(_ waiter: Waiter, to queue: Int, _ state: inout State) -> [() -> Void] {
        guard waiter.isWanted() else { return [{ waiter.turn.resume(throwing: NoTurn.abandoned) }] }
        if state.free > 0 {
            state.free -= 1
            return [{ waiter.turn.resume() }]
        }
        var resumes: [() -> Void] = []
        if state.queues[queue].count >= limit, isDue(&state) { resumes = dropUnwanted(&state) }
        guard state.queues[queue].count < limit else {
            return resumes + [{ waiter.turn.resume(throwing: NoTurn.busy) }]
        }
        state.queues[queue].append(waiter)
        return resumes
    }

    /// Hands a turn that has become free on to the next who still wants it.
    private func pass(_ state: inout State) -> [() -> Void] {
        var resumes: [() -> Void] = []
        while let waiter = takeNext(&state) {
            if let longestWait, waiter.since.duration(to: .now) > longestWait {
                resumes.append { waiter.turn.resume(throwing: NoTurn.busy) }
            } else if !waiter.isWanted() {
                resumes.append { waiter.turn.resume(throwing: NoTurn.abandoned) }
            } else {
                return resumes + [{ waiter.turn.resume() }]
            }
        }
        state.free += 1
        return resumes
    }

    private func takeNext(_ state: inout State) -> Waiter? {
        for offset in state.queues.indices {
            let queue = (state.next + offset) % state.queues.count
            guard !state.queues[queue].isEmpty else { continue }
            state.next = (queue + 1) % state.queues.count
            return state.queues[queue].removeFirst()
        }
        return nil
    }

    /// A full line is not looked through for everybody who comes: that would cost what the line saves.
    private func isDue(_ state: inout State) -> Bool {
        let now = ContinuousClock.now
        if let before = state.lookedThrough, now - before < interval { return false }
        state.lookedThrough = now
        return true
    }

    private func dropUnwanted(_ state: inout State) -> [() -> Void] {
        var resumes: [() -> Void] = []
        for queue in state.queues.indices {
            state.queues[queue].removeAll { waiter in
                guard !waiter.isWanted() else { return false }
                resumes.append { waiter.turn.resume(throwing: NoTurn.abandoned) }
                return true
            }
        }
        return resumes
    }
}
