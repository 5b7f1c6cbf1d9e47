import Synchronization

/// Keeps what was answered, and to what.
public final class AnswerBook: Sendable {
    private let kept = Mutex<[(request: String, answer: TestAnswer)]>([])

    func add(_ answer: TestAnswer, to request: String) {
        kept.withLock { $0.append((request, answer)) }
    }

    public var all: [(request: String, answer: TestAnswer)] { kept.withLock { $0 } }
}

extension TestHouse {
    /// Every answer so far; empty unless the house keeps them.
    public var keptAnswers: [(request: String, answer: TestAnswer)] { answers?.all ?? [] }
}
