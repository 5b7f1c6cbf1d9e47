import CProcess
import Domain
import Flows
import Logging
import ServiceLifecycle
import Web

/// Puts the log's repetitions together and gives memory back every minute, and deletes what is over every hour.
struct Housekeeper: Service {
    let gatehouse: Gatehouse
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var minutes = 0
            while !Task.isCancelled {
                do {
                    if minutes.isMultiple(of: 60), let ahead = try await gatehouse.cleanUp() { warn(of: ahead) }
                    try await gatehouse.tidyUp()
                    processGivesMemoryBack()
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("housekeeping failed", metadata: ["kind": "\(faultName(error))"])
                }
                minutes += 1
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func warn(of ahead: Span) {
        logger.warning(
            "nothing is deleted by age: the clock is far after the last activity. Is it right?",
            metadata: ["days": "\(ahead.wholeSeconds / 86_400)"])
    }
}
