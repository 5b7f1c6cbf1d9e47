import Domain
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// All open connections: how many there may be, and which go first when there are too many.
///
/// Who is signed in stays for longest. Of the others the one goes first that has been idle for longest; never by address alone, since a
/// floor shares one, and a proxy has one for everybody.
public final class Connections: Service {
    private struct State {
        var open: [ObjectIdentifier: Connection] = [:]
        /// Closed for want of room since it was last said.
        var evicted = 0
        var said: ContinuousClock.Instant?
    }

    let limits: ConnectionLimits
    private let logger: Logger
    private let state = Mutex(State())

    public init(limits: ConnectionLimits, logger: Logger) {
        self.limits = limits
        self.logger = logger
    }

    /// Closes what takes too long, looking once a second.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while (try? await Task.sleep(for: .seconds(1))) != nil { closeOverdue(at: .now) }
        }
    }

    var count: Int { state.withLock { $0.open.count } }

    func add(_ connection: Connection) {
        let (evicted, sentence) = state.withLock { state in
            state.open[ObjectIdentifier(connection)] = connection
            guard state.open.count > limits.most - headroom else { return ([Connection](), String?.none) }
            let victims = victims(among: state.open.values, beside: connection)
            state.evicted += victims.count
            return (victims, note(&state))
        }
        for connection in evicted { connection.channel.close(promise: nil) }
        if let sentence { logger.warning("\(sentence)") }
    }

    func remove(_ connection: Connection) {
        state.withLock { $0.open[ObjectIdentifier(connection)] = nil }
    }

    func closeOverdue(at now: ContinuousClock.Instant) {
        let overdue = state.withLock { $0.open.values.filter { $0.isOverdue(at: now, limits) } }
        for connection in overdue { connection.channel.close(promise: nil) }
    }

    /// Kept free for those that are being opened.
    private var headroom: Int { max(limits.most / 16, 2) }

    /// The oldest of those that are missed least, several at once: looking at all of them is worth it then. Never the one that has just come.
    private func victims(among all: some Collection<Connection>, beside newcomer: Connection) -> [Connection] {
        let candidates = all.filter { $0 !== newcomer }.map { (connection: $0, use: $0.use) }
            .sorted { $0.use.since > $1.use.since }
        let idle = candidates.filter { !$0.use.isBusy }
        let busyTooLong = candidates.filter {
            $0.use.isBusy && $0.use.user == nil && $0.use.since.duration(to: .now) > limits.longestBusy
        }
        let unmissed = beyondWhatStays(idle)
        let surelyIdle = unmissed.filter { $0.use.since.duration(to: .now) > limits.justCome }
        let kinds = [surelyIdle, busyTooLong, unmissed, idle]
        return (kinds.first { !$0.isEmpty } ?? []).suffix(headroom).map(\.connection)
    }

    private typealias Candidate = (connection: Connection, use: Connection.Use)

    /// Those of nobody, and those that a user has beside the newest of theirs.
    private func beyondWhatStays(_ newestFirst: [Candidate]) -> [Candidate] {
        var ofUser: [UserID: Int] = [:]
        return newestFirst.filter { candidate in
            guard let user = candidate.use.user else { return true }
            ofUser[user, default: 0] += 1
            return ofUser[user, default: 0] > limits.mostOfUser
        }
    }

    /// What to say, once a minute.
    private func note(_ state: inout State) -> String? {
        if let said = state.said, said.duration(to: .now) < .seconds(60) { return nil }
        defer {
            state.said = .now
            state.evicted = 0
        }
        return
            "connections are at their limit of \(limits.most): \(state.evicted) that were missed least were closed"
    }
}
