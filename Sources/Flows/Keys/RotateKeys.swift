import Domain
import Storage

/// What a rotation did.
public struct KeyRotation: Sendable {
    /// False when an earlier, interrupted rotation was finished instead.
    public var madeKey: Bool
    /// How many values were sealed anew.
    public var resealed: Int
}

extension Gatehouse {
    private static let rotation = Need.nothing(because: "whoever can write the key file may")

    /// Makes a new sealing key the current one and seals every value anew, a batch a transaction, while servers run on.
    ///
    /// The key before stays in the file, for values that a server sealed in the moment of the change; any older one is taken out,
    /// which is safe because nothing is sealed under it. Interrupted, it is run again and goes on. Two at once: one is refused.
    public func rotateKeys() async throws -> KeyRotation {
        try await keys.exclusively {
            let old = try keys.keyring()
            let isFinished = try await read(Self.rotation, by: .shell) { try $0.resealing.remaining() } == 0
            if isFinished, let keyring = Keyring([SealingKey(from: database.random), old.keys[0]]) {
                try keys.replace(with: keyring)
            }
            return KeyRotation(madeKey: isFinished, resealed: try await resealAll())
        }
    }

    private func resealAll() async throws -> Int {
        var total = 0
        while true {
            let count = try await write(Self.rotation, by: .shell) { try $0.resealing.resealSome() }
            total += count
            if count == 0 { break }
        }
        try await perform(Self.rotation, by: .shell) { [total] act in
            Recorded((), Activity(.keyRotated, by: act.actor, .count(total)))
        }
        return total
    }
}
