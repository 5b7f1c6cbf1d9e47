/// By what it is judged whether a session is over.
public struct SessionTimes: Sendable, Equatable {
    public var startedAt: Timestamp
    public var lastUsedAt: Timestamp

    public init(startedAt: Timestamp, lastUsedAt: Timestamp) {
        self.startedAt = startedAt
        self.lastUsedAt = lastUsedAt
    }
}

extension Session {
    public var times: SessionTimes { SessionTimes(startedAt: startedAt, lastUsedAt: lastUsedAt) }
}
