import CProcess
import Domain
import Flows
import Logging
import ServiceLifecycle
import Web

/// Puts the log's repetitions together, makes signing keys that are due, and gives memory back every minute; deletes what is over every
/// hour.
struct Housekeeper: Service {
    let gatehouse: Gatehouse
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var minutes = 0
            while !Task.isCancelled {
                if minutes.isMultiple(of: 60) {
                    await attempt { if let ahead = try await gatehouse.cleanUp() { warn(of: ahead) } }
                }
                await attempt { try await gatehouse.tidyUp() }
                await attempt { try await gatehouse.keepSigningKeys() }
                processGivesMemoryBack()
                minutes += 1
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    /// What fails is said, and keeps nothing else from being done.
    private func attempt(_ work: () async throws -> Void) async {
        do { try await work() } catch is CancellationError {} catch {
            logger.error("housekeeping failed", metadata: ["kind": "\(faultName(error))"])
        }
    }

    private func warn(of ahead: Span) {
        logger.warning(
            "nothing is deleted by age: the clock is far after the last activity. Is it right?",
            metadata: ["days": "\(ahead.wholeSeconds / 86_400)"])
    }
}
