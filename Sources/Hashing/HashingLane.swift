/// On whose behalf a password is hashed: decides how long that waits (decision 0011).
public enum HashingLane: Hashable, Sendable {
    /// Somebody signed in, the holder of a link, or a browser that has signed this account in before.
    case known(account: String)
    /// Somebody at an address of the floor, where browsers forget.
    case floor
    /// Everybody else.
    case stranger
}
