import Foundation
import Synchronization

/// Hands every user out once.
final class Supply: Sendable {
    private let users: [SeededUser]
    private let next = Mutex(0)

    init(_ users: [SeededUser]) {
        self.users = users
    }

    /// Nil when all were handed out.
    func take() -> SeededUser? {
        let index = next.withLock { next in
            defer { next += 1 }
            return next
        }
        return index < users.count ? users[index] : nil
    }
}

/// Sign-ins by several clients at once, each as fast as it is answered.
struct SignInRun {
    struct OutOfUsers: Error {}

    /// Sign-ins a second, between warm-up and end.
    let rate: Double
    let times: [Client.SignInTime]
    let failures: Int

    static func go(
        ports: [Int], supply: Supply, clients: Int, warmUp: Double, seconds: Double, withPages: Bool = false
    ) throws -> SignInRun {
        let begin = ContinuousClock.now + .seconds(warmUp)
        let end = begin + .seconds(seconds)
        let number = Mutex(0)
        let parts = Threads.run(clients) {
            let own = number.withLock { number in
                number += 1
                return number
            }
            var worker = Worker(port: ports[own % ports.count], withPages: withPages)
            while ContinuousClock.now < end, let user = supply.take() {
                worker.signIn(user, countingFrom: begin, to: end)
            }
            return worker.part
        }
        guard supply.take() != nil else { throw OutOfUsers() }
        let times = parts.flatMap(\.times)
        return SignInRun(
            rate: Double(times.count) / seconds, times: times, failures: parts.map(\.failures).reduce(0, +))
    }

    /// What one client did.
    private struct Part {
        var times: [Client.SignInTime] = []
        var failures = 0
    }

    /// One client, with a connection of its own.
    private struct Worker {
        let port: Int
        let withPages: Bool
        private(set) var part = Part()
        private var connection: Connection?

        init(port: Int, withPages: Bool) {
            self.port = port
            self.withPages = withPages
        }

        mutating func signIn(
            _ user: SeededUser, countingFrom begin: ContinuousClock.Instant, to end: ContinuousClock.Instant
        ) {
            do {
                let connection = try connection ?? Connection(port: port)
                self.connection = connection
                var client = Client(connection)
                let time = try withPages ? client.signInWithPages(user) : client.signIn(user)
                if (begin..<end).contains(ContinuousClock.now) { part.times.append(time) }
            } catch {
                Progress.say("a sign-in failed: \(error)")
                part.failures += 1
                connection = nil
            }
        }
    }
}
