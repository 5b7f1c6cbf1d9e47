/// What an application may do for somebody, as they see it themselves.
public struct OwnApplication: Sendable {
    public var id: ApplicationID
    public var name: String
    /// When this session opened it; nil where it did not.
    public var openedAt: Timestamp?
    /// Until when it keeps its access without a session; nil where it has none.
    public var lastsUntil: Timestamp?
    /// When they agreed to what it learns; nil where they were not asked.
    public var agreedAt: Timestamp?

    public init(
        id: ApplicationID, name: String, openedAt: Timestamp?, lastsUntil: Timestamp?, agreedAt: Timestamp?
    ) {
        self.id = id
        self.name = name
        self.openedAt = openedAt
        self.lastsUntil = lastsUntil
        self.agreedAt = agreedAt
    }
}
