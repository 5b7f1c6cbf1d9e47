import Domain
import Synchronization

/// The keys that sign, as they were last opened, one of each algorithm: for RSA that saves more than the signature takes. Which one signs is
/// read anew each time, so that one that was withdrawn is never taken from here.
final class OpenedSigningKeys: Sendable {
    private let keys = Mutex<[SigningAlgorithm: SigningKey]>([:])

    func key(of scheduled: PublicKey, open: () throws -> SigningKey) throws -> SigningKey {
        if let key = keys.withLock({ $0[scheduled.algorithm] }), key.id == scheduled.id { return key }
        let key = try open()
        keys.withLock { $0[scheduled.algorithm] = key }
        return key
    }
}
