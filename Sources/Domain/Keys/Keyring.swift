/// The server's keys: new values are sealed under the first, old ones open under the one they name.
public struct Keyring: Sendable {
    public let keys: [SealingKey]

    /// Nil without a key, or with two of the same id.
    public init?(_ keys: [SealingKey]) {
        guard !keys.isEmpty, Set(keys.map(\.id)).count == keys.count else { return nil }
        self.keys = keys
    }

    public var currentID: String { keys[0].id }

    public func seal(_ secret: Secret, at place: SealedPlace, random: RandomSource) throws -> Sealed {
        try keys[0].seal(secret, at: place, nonce: random.bytes(12))
    }

    public func open(_ sealed: Sealed, at place: SealedPlace) throws -> Secret {
        guard let key = keys.first(where: { $0.id == sealed.keyID }) else { throw UnsealingFailed() }
        return try key.open(sealed, at: place)
    }
}
