import CSodium
import Domain
import Foundation

/// What the machine can do at best: libsodium comparing passwords on every core, and nothing else.
struct BareHashing {
    static let seconds = 3

    let hash: PasswordHash

    /// Comparisons a second.
    func rate() -> Double {
        let text = hash.secret.reveal { $0.map { CChar(bitPattern: $0) } + [0] }
        let password = Seed.password.utf8.map { CChar(bitPattern: $0) }
        let rates = Threads.run(ProcessInfo.processInfo.activeProcessorCount) {
            let start = ContinuousClock.now
            var count = 0
            while ContinuousClock.now - start < .seconds(Self.seconds) {
                guard crypto_pwhash_str_verify(text, password, UInt64(password.count)) == 0 else { return 0.0 }
                count += 1
            }
            return Double(count) / (ContinuousClock.now - start).seconds
        }
        return rates.reduce(0, +)
    }
}
