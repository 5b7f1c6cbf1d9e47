import Domain
import Storage

extension TestHouse {
    /// Gives the house keys that sign already, as its housekeeping would. They are made once: RSA takes its time.
    public func addSigningKeys(_ algorithms: [SigningAlgorithm] = SigningAlgorithm.allCases) async throws {
        for key in try Self.signingKeys.get() where algorithms.contains(key.algorithm) {
            _ = try await database.write { try $0.signingKeys.add(key, from: $0.now, after: nil) }
        }
    }

    private static let signingKeys = Result {
        try SigningAlgorithm.allCases.map { try SigningKey(making: $0, random: .system) }
    }
}
