import Foundation
import Synchronization

/// Carries batches from one blocked thread to another, a few at a time, so that neither holds all of them.
final class BatchPipe<Batch: Sendable>: Sendable {
    private struct State {
        var batches: [Batch] = []
        var end: Result<Void, any Error>?
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)

    init(capacity: Int = 4) {
        // Not as its first value: a semaphore may not end below that.
        for _ in 0..<capacity { room.signal() }
    }

    /// Waits for room. - Throws: the reason why the other side has ended.
    func send(_ batch: Batch) throws {
        room.wait()
        try state.withLock { state in
            try state.end?.get()
            state.batches.append(batch)
        }
        filled.signal()
    }

    /// Waits for a batch. - Returns: nil after the last one. - Throws: the reason why the other side has ended.
    func receive() throws -> Batch? {
        filled.wait()
        let batch = try state.withLock { state -> Batch? in
            guard state.batches.isEmpty else { return state.batches.removeFirst() }
            try state.end?.get()
            return nil
        }
        room.signal()
        return batch
    }

    /// Nothing comes any more, or nothing is taken any more. The first end counts.
    func end(_ result: Result<Void, any Error>) {
        state.withLock { $0.end = $0.end ?? result }
        room.signal()
        filled.signal()
    }
}
