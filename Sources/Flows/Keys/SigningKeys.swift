import Domain
import Storage

extension Gatehouse {
    /// What relying parties verify with: every key that signs, will sign within a day, or signed something that may still be valid.
    /// - Throws: ``NoSigningKey`` while an algorithm has none: whoever was told so little would keep it.
    public func publishedKeys() async throws -> [PublicKey] {
        try await lookUp(because: "they are public") { transaction in
            let keys = try transaction.signingKeys.list()
            guard SigningAlgorithm.allCases.allSatisfy({ keys.last(of: $0) != nil }) else { throw NoSigningKey() }
            return keys.filter { $0.isPublished(at: transaction.now) }.map(\.publicKey)
        }
    }

    /// All keys, and what each does now.
    public func signingKeys(by caller: Caller) async throws -> [(key: ScheduledKey, phase: SigningKeyPhase)] {
        try await read(.nothing(because: "whoever has a shell may, and there is no other door"), by: caller) { act in
            let keys = try act.signingKeys.list()
            return keys.map { ($0, keys.phase(of: $0, at: act.now)) }
        }
    }
}

extension Act {
    /// The key with which to sign now. An RSA signature takes milliseconds: it is made after the transaction.
    /// - Throws: ``NoSigningKey``, and the request is answered by a 503.
    func signingKey(_ algorithm: SigningAlgorithm) throws -> SigningKey {
        guard let key = try transaction.signingKeys.signer(algorithm) else { throw NoSigningKey() }
        return key
    }
}
