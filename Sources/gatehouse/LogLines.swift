import Logging

/// The library's lines on standard error, made when one is written: the library's own handler makes its text anew at each change
/// of the metadata, which every request brings, and hardly any request writes a line.
struct LogLines: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var lines = StreamLogHandler.standardError(label: label)
        lines.metadata = metadata
        lines.log(event: event)
    }

    /// - Parameter level: as the configuration has it.
    static func logger(_ level: String) -> Logger {
        var logger = Logger(label: "gatehouse") { LogLines(label: $0) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .notice
        return logger
    }
}
