import Domain
import Flows
import Logging

/// Whether somebody could sign in now. However many ask, it is found out once a second, and said in the log when it changes.
actor Readiness {
    private static let lasting = Duration.seconds(1)

    private let gatehouse: Gatehouse
    private let logger: Logger
    private var latest: (reason: String?, at: ContinuousClock.Instant)?
    private var underWay: Task<String?, Never>?

    init(gatehouse: Gatehouse, logger: Logger) {
        self.gatehouse = gatehouse
        self.logger = logger
    }

    func isReady() async -> Bool {
        if let latest, latest.at + Self.lasting > .now { return latest.reason == nil }
        if let underWay { return await underWay.value == nil }
        let task = Task { [gatehouse] in await Self.obstacle(gatehouse) }
        underWay = task
        let reason = await task.value
        underWay = nil
        tell(reason)
        latest = (reason, .now)
        return reason == nil
    }

    private func tell(_ reason: String?) {
        let before = latest?.reason
        guard reason != before else { return }
        if let reason {
            logger.warning("not ready: nobody can sign in", metadata: ["because": "\(reason)"])
        } else {
            logger.notice("ready again")
        }
    }

    private static func obstacle(_ gatehouse: Gatehouse) async -> String? {
        do { try await gatehouse.rehearse() } catch let error as any CouldNot {
            return error.code
        } catch {
            return faultName(error)
        }
        return nil
    }
}

/// What the log may tell of a fault: its kind, and the code of a database. Never the error itself: its texts can hold values.
public func faultName(_ error: any Error) -> String {
    let detail = (error as? any KnownFault).map { " " + $0.code } ?? ""
    return "\(type(of: error))" + detail
}
