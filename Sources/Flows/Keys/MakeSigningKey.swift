import Domain
import Foundation
import Storage

extension Gatehouse {
    /// Makes a key, which nobody knows of yet, on a thread of its own that gives way to others: RSA takes up to half a second of a processor.
    func makeSigningKey(_ algorithm: SigningAlgorithm) async throws -> SigningKey {
        try await withCheckedThrowingContinuation { [random = database.random] continuation in
            let thread = Thread {
                ThisThread.givesWay()
                continuation.resume(with: Result { try SigningKey(making: algorithm, random: random) })
            }
            thread.name = "signing key"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }
}

private enum ThisThread {
    /// Linux takes it of this thread alone, against POSIX (setpriority(2), "C library/kernel differences").
    static func givesWay() {
        _ = setpriority(this, 0, 10)
    }

    #if canImport(Glibc)
        private static let this = __priority_which_t(PRIO_PROCESS.rawValue)
    #else
        private static let this = CInt(PRIO_PROCESS)
    #endif
}
