import Domain
import Storage

extension Gatehouse {
    private static let keeping = Need.nothing(because: "the server does it by itself, when the time has come")

    /// Makes the signing keys that are due: the first of each algorithm, and after 89 days a successor, published a day before it signs. Erases the
    /// private parts of those that have signed for the last time. Replicas that do it at once make one.
    public func keepSigningKeys() async throws {
        let due = try await read(Self.keeping, by: .server) { try $0.dueSigningKeys() }
        for (algorithm, predecessor) in due {
            let key = try await makeSigningKey(algorithm)
            try await perform(Self.keeping, by: .server) { try $0.publish(key, after: predecessor) }
        }
        try await eraseRetiredKeys()
    }

    private func eraseRetiredKeys() async throws {
        // A look first: housekeeping does not write every minute.
        let isAny = try await read(Self.keeping, by: .server) { act in
            try act.signingKeys.list().contains { $0.isOver(at: act.now) }
        }
        guard isAny else { return }
        try await perform(Self.keeping, by: .server) { act in
            let retired = try act.signingKeys.eraseRetired()
            return Recorded((), all: retired.map { Activity(.signingKeyRetired, by: act.actor, record: $0) })
        }
    }
}

extension Act {
    /// - Returns: algorithms, and the key that the next one takes over from.
    fileprivate func dueSigningKeys() throws -> [(SigningAlgorithm, ScheduledKey?)] {
        let keys = try transaction.signingKeys.list()
        let due = keys.due(at: transaction.now).map { ($0, keys.last(of: $0)) }
        // By one reading of a clock that is far ahead, keys would be given a time that does not come.
        return try isClockWitnessed() ? due : due.filter { $0.1 == nil }
    }

    /// Publishes a key. The first of its algorithm signs at once, a successor in a day.
    func publish(_ key: SigningKey, after predecessor: ScheduledKey?) throws -> Recorded<Void> {
        let now = transaction.now
        let signsAt = predecessor.map { max(now + ScheduledKey.ahead, $0.signsAt) } ?? now
        guard try transaction.signingKeys.add(key, from: signsAt, after: predecessor) else {
            return .unrecorded((), because: "somebody else was sooner, and this key is forgotten")
        }
        return Recorded((), Activity(.signingKeyMade, by: actor, record: key.id))
    }
}
