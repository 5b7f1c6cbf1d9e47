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
        /// Since when there has been no pause in answering it.
        var busySince: ContinuousClock.Instant
        var isInputClosed = false
        /// An answer is held back: nothing is done for it, whatever else was sent ahead.
        var isHeldBack = false
        /// Since when the client has taken nothing of what is ready for it.
        var unreadSince: ContinuousClock.Instant?
        /// Who is signed in by the last request.
        var user: UserID?
    }

    /// The connection whose request is being handled.
    @TaskLocal static var current: Connection?

    let channel: any Channel
    private let state: Mutex<State>

    init(_ channel: any Channel, now: ContinuousClock.Instant = .now) {
        self.channel = channel
        state = Mutex(State(idleSince: now, busySince: now))
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

    /// The request that was sent ahead is the next, and it has not come in full: its time begins.
    func waitsForRest() {
        state.withLock { $0.stage = .receiving(since: .now, bytes: 0) }
    }

    func isAnswering() {
        state.withLock { state in
            if state.stage != .answering { state.busySince = .now }
            state.stage = .answering
        }
    }

    func hasAnswered() {
        state.withLock { state in
            state.stage = .waiting
            state.idleSince = .now
            state.isHeldBack = false
        }
    }

    func canTake(_ isWritable: Bool) {
        state.withLock { $0.unreadSince = isWritable ? nil : $0.unreadSince ?? .now }
    }

    func inputClosed() {
        state.withLock { $0.isInputClosed = true }
    }

    /// The answer is held back for a moment: meanwhile the connection may go like an idle one.
    func holdsBack() {
        state.withLock { $0.isHeldBack = true }
    }

    // MARK: What others ask

    /// Whether somebody still waits for an answer.
    var isPresent: Bool { channel.isActive && state.withLock { !$0.isInputClosed } }

    /// Who is signed in by this request; nil for nobody.
    func shows(_ user: UserID?) {
        state.withLock { $0.user = user }
    }

    /// Whether it has taken too long over a request, or for the next one.
    func isOverdue(at now: ContinuousClock.Instant, _ limits: ConnectionLimits) -> Bool {
        state.withLock { state in
            if let unread = state.unreadSince, now - unread > limits.unread { return true }
            return switch state.stage {
            case .waiting: now - state.idleSince > limits.idle
            case .receiving(let since, let bytes): now - since > limits.allowance(received: bytes)
            case .answering: false
            }
        }
    }

    /// Of what use it is, for whom, and since when.
    var use: Use {
        state.withLock { state in
            if let unread = state.unreadSince { return Use(isBusy: false, since: unread, user: state.user) }
            let isBusy = state.stage == .answering && !state.isHeldBack
            return Use(isBusy: isBusy, since: isBusy ? state.busySince : state.idleSince, user: state.user)
        }
    }

    struct Use {
        /// Whether it is being answered, and takes what it is given.
        let isBusy: Bool
        /// When it became what it is.
        let since: ContinuousClock.Instant
        /// Who is signed in by its last request.
        let user: UserID?
    }
}
