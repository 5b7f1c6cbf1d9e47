/// On whose behalf a password is hashed: decides how long that waits (decision 0011).
public enum HashingLane: Hashable, Sendable {
    /// Somebody signed in, the holder of a link, or a browser that has signed this account in before, where it did so. What an account
    /// wants beyond its share waits on the floor, or with the strangers.
    case known(account: String, isOnFloor: Bool)
    /// Somebody at an address of the floor, where browsers forget.
    case floor
    /// Everybody else.
    case stranger
}
