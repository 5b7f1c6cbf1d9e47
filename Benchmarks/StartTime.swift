import Domain
import Foundation

/// From the start of the process to the first answer, with a database that is there already.
enum StartTime {
    private static let starts = 20

    static func measure(in workshop: Workshop) async throws -> [Figure] {
        let seed = try await Seed.plant(1000, hash: try await Seed.hash(), in: workshop.folder + "/start")
        var times: [Double] = []
        // The first start finds nothing in the system's caches and is not counted.
        for _ in 0...starts {
            let server = try ServerProcess.gatehouse(data: seed.folder, in: workshop)
            server.stop()
            times.append(server.startTime.milliseconds)
        }
        let counted = Array(times.dropFirst())
        return [
            .amount("start to first answer, median of \(starts)", counted.median, atMost: 100, "ms"),
            .told("start to first answer, slowest of \(starts)", counted.percentile(100).text("ms")),
        ]
    }
}
