import Domain
import NIOCore
import Synchronization

/// One open connection, as far as it matters for whether it may stay.
final class Connection: Sendable {
    /// What it is doing.
    enum Stage: Equatable {
        case waiting
        /// A part of a request has come.
        case receiving(since: ContinuousClock.Instant, bytes: Int)
        /// A whole request has come, and its answer is not complete.
        case answering
    }

    private struct State {
        var stage = Stage.waiting
        /// When it was opened, or last answered.
        var idleSince: ContinuousClock.Instant
        var isInputClosed = false
        /// That of the last request, if it brought one that lives.
        var session: SessionID?
    }

    /// The connection whose request is being handled.
    @TaskLocal static var current: Connection?

    let channel: any Channel
    private let state: Mutex<State>

    init(_ channel: any Channel, now: ContinuousClock.Instant = .now) {
        self.channel = channel
        state = Mutex(State(idleSince: now))
    }

    // MARK: What its handler sees

    func received(_ bytes: Int) {
        state.withLock { state in
            switch state.stage {
            case .waiting: state.stage = .receiving(since: .now, bytes: bytes)
            case .receiving(let since, let before): state.stage = .receiving(since: since, bytes: before + bytes)
            case .answering: break
            }
        }
    }

    func isAnswering() {
        state.withLock { $0.stage = .answering }
    }

    func hasAnswered() {
        state.withLock { state in
            state.stage = .waiting
            state.idleSince = .now
        }
    }

    func inputClosed() {
        state.withLock { $0.isInputClosed = true }
    }

    /// The answer is held back for a moment: meanwhile the connection may go like an idle one.
    func holdsBack() {
        state.withLock { $0.stage = .waiting }
    }

    // MARK: What others ask

    /// Whether somebody still waits for an answer.
    var isPresent: Bool { channel.isActive && state.withLock { !$0.isInputClosed } }

    /// The last request brought this session, or none that lives.
    func shows(_ session: SessionID?) {
        state.withLock { $0.session = session }
    }

    /// Whether it has taken too long over a request, or for the next one.
    func isOverdue(at now: ContinuousClock.Instant, _ limits: ConnectionLimits) -> Bool {
        state.withLock { state in
            switch state.stage {
            case .waiting: now - state.idleSince > limits.idle
            case .receiving(let since, let bytes): now - since > limits.allowance(received: bytes)
            case .answering: false
            }
        }
    }

    /// Since when it has been of no use; nil while it is being answered.
    var idle: (since: ContinuousClock.Instant, session: SessionID?)? {
        state.withLock { $0.stage == .answering ? nil : ($0.idleSince, $0.session) }
    }
}
