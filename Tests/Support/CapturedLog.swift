import Logging
import Synchronization

/// Takes every line of a log in, of every level, with its metadata.
public final class CapturedLog: Sendable {
    private let taken = Mutex<[String]>([])

    public init() {}

    public var lines: [String] { taken.withLock { $0 } }

    public var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(log: self) }
        logger.logLevel = .trace
        return logger
    }

    fileprivate func take(_ line: String) {
        taken.withLock { $0.append(line) }
    }
}

private struct Handler: LogHandler {
    let log: CapturedLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        log.take("\(event.level) \(event.message) \(pairs)")
    }
}
