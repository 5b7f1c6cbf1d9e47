/// When a signing key does what. It is published a day before it signs, so that every relying party knows it by then, and stays published
/// until the last token that it signed is over for certain.
public struct ScheduledKey: Sendable {
    /// Longer than anybody keeps the published keys.
    public static let ahead = Span.days(1)
    /// How long a key signs.
    public static let period = Span.days(90)
    /// How long one is published after it has signed for the last time.
    public static let afterwards = Span.days(1) + longestToken
    /// The longest that anything we sign is valid.
    static let longestToken = IDToken.lifetime

    public let publicKey: PublicKey
    public let publishedAt: Timestamp
    public let signsAt: Timestamp
    /// When its successor takes over; nil for the last one of its algorithm.
    public let retiredAt: Timestamp?
    /// Whether its private part is still here. It is erased once the key has signed for the last time.
    public let canSign: Bool

    public init(
        publicKey: PublicKey, publishedAt: Timestamp, signsAt: Timestamp, retiredAt: Timestamp?, canSign: Bool
    ) {
        self.publicKey = publicKey
        self.publishedAt = publishedAt
        self.signsAt = signsAt
        self.retiredAt = retiredAt
        self.canSign = canSign
    }

    public func isPublished(at now: Timestamp) -> Bool {
        retiredAt.map { now < $0 + Self.afterwards } ?? true
    }

    /// Whether it has signed for the last time, and its private part is still here.
    public func isOver(at now: Timestamp) -> Bool {
        canSign && retiredAt.map { $0 <= now } ?? false
    }

    /// When its successor must be published.
    var successorDueAt: Timestamp { signsAt + Self.period - Self.ahead }
}

/// The keys of one house.
extension [ScheduledKey] {
    /// The key that signs now: of those that can, the last whose time has come. Where the clock was put back before the time of all of
    /// them, the first: what is published may sign.
    public func signer(_ algorithm: SigningAlgorithm, at now: Timestamp) -> ScheduledKey? {
        let able = filter { $0.publicKey.algorithm == algorithm && $0.canSign }.sorted { $0.signsAt < $1.signsAt }
        return able.last { $0.signsAt <= now } ?? able.first
    }

    /// The algorithms that have no key, or whose last one must have a successor published by now.
    public func due(at now: Timestamp) -> [SigningAlgorithm] {
        SigningAlgorithm.allCases.filter { algorithm in
            last(of: algorithm).map { $0.successorDueAt <= now } ?? true
        }
    }

    /// The key of an algorithm that none succeeds.
    public func last(of algorithm: SigningAlgorithm) -> ScheduledKey? {
        first { $0.publicKey.algorithm == algorithm && $0.retiredAt == nil }
    }
}

/// What a signing key does at a moment.
public enum SigningKeyPhase: String, Sendable {
    /// Published, to sign later.
    case waiting
    case signing
    /// Published for what it has signed.
    case retired
    /// No longer published; what it signed is known still when it comes back as a hint.
    case over
}

extension [ScheduledKey] {
    /// - Parameter key: one of these.
    public func phase(of key: ScheduledKey, at now: Timestamp) -> SigningKeyPhase {
        if signer(key.publicKey.algorithm, at: now)?.publicKey.id == key.publicKey.id { return .signing }
        if key.canSign && key.signsAt > now { return .waiting }
        return key.isPublished(at: now) ? .retired : .over
    }
}
