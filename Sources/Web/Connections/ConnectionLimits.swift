/// What one connection may take of the server before it has shown anything.
public struct ConnectionLimits: Sendable {
    /// At once. When there are nearly as many, the oldest idle ones of nobody who is signed in are closed.
    public var most: Int
    /// How long a whole request may take to arrive, its head and its body.
    public var request = Duration.seconds(10)
    /// Bytes that earn a slow but steady sender another second.
    public var minimumRate = 500
    /// However steadily it comes.
    public var longestRequest = Duration.seconds(30)
    /// Without a request under way.
    public var idle = Duration.seconds(75)
    /// How long, when there is no room, one that has just come is given to begin: on a busy machine its first bytes are not read at once.
    public var justCome = Duration.seconds(2)
    /// How long, when there is no room, one of nobody may be answered without a pause: longer than anybody waits for a hash.
    public var longestBusy = Duration.seconds(10)
    /// How long a client may leave unread what is ready for it.
    public var unread = Duration.seconds(20)
    /// Requests sent ahead while another one is being answered.
    public var mostPipelined = 8
    /// Connections that stay for one user's being signed in.
    public var mostOfUser = 32

    public init(most: Int) {
        self.most = most
    }

    /// How long a request may take of which so many bytes have come.
    func allowance(received bytes: Int) -> Duration {
        min(request + .seconds(bytes / minimumRate), longestRequest)
    }
}
