import Domain
import Storage

extension Gatehouse {
    private static let rotatingSigners = Need.nothing(because: "whoever has a shell may, and there is no other door")

    /// Publishes a successor of every key that signs, as if its 90 days were over: it takes over in a day. Where one waits already, none is made.
    public func rotateSigningKeys(by caller: Caller) async throws {
        let keys = try await read(Self.rotatingSigners, by: caller) { act in
            (try act.signingKeys.list(), act.now)
        }
        for algorithm in SigningAlgorithm.allCases {
            let last = keys.0.last(of: algorithm)
            if let last, last.signsAt > keys.1 { continue }
            let key = try await makeSigningKey(algorithm)
            try await perform(Self.rotatingSigners, by: caller) { try $0.publish(key, after: last) }
        }
    }

    /// Replaces every key at once, for when somebody else may have one. What the old ones signed is not believed any more, from this moment
    /// by the house, and by each application when it fetches the published keys again.
    public func replaceSigningKeys(by caller: Caller) async throws {
        var keys: [SigningKey] = []
        for algorithm in SigningAlgorithm.allCases { keys.append(try await makeSigningKey(algorithm)) }
        try await perform(Self.rotatingSigners, by: caller) { [keys] act in
            let withdrawn = try act.signingKeys.withdrawAll()
            let made = try keys.flatMap { try act.publish($0, after: nil).activities }
            return Recorded(
                (), all: [Activity(.signingKeysWithdrawn, by: act.actor, .count(withdrawn.count))] + made)
        }
    }
}
