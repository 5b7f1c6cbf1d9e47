import Domain
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// All open connections: how many there may be, and which go first when there are too many.
///
/// Who is signed in stays. Of the others the one goes first that has been idle for longest; never by address alone, since a floor
/// shares one, and a proxy has one for everybody.
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
            let victims = victims(among: state.open.values)
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

    /// The oldest idle ones, several at once: looking at all of them is worth it then.
    private func victims(among all: some Collection<Connection>) -> [Connection] {
        var ofUser: [UserID: Int] = [:]
        let idle = all.compactMap { connection in connection.idle.map { (connection, $0.since, $0.user) } }
            .sorted { $0.1 > $1.1 }
        // The newest first: of a user's connections those count.
        let unproven = idle.filter { _, _, user in
            guard let user else { return true }
            ofUser[user, default: 0] += 1
            return ofUser[user, default: 0] > limits.mostOfUser
        }
        return unproven.suffix(headroom).map(\.0)
    }

    /// What to say, once a minute.
    private func note(_ state: inout State) -> String? {
        if let said = state.said, said.duration(to: .now) < .seconds(60) { return nil }
        defer {
            state.said = .now
            state.evicted = 0
        }
        return
            "connections are at their limit of \(limits.most): \(state.evicted) idle ones without a session were closed"
    }
}
