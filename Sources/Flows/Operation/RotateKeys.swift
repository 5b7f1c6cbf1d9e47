import Domain
import Storage

extension Gatehouse {
    /// Makes a new sealing key the current one and seals every value anew, a batch a transaction, while servers run on.
    ///
    /// The key before stays in the file, for values that a server sealed in the moment of the change; any older one is taken out.
    /// Interrupted, it is run again and goes on.
    /// - Returns: how many values were sealed anew.
    public func rotateKeys() async throws -> Int {
        let old = try keys.keyring()
        guard try await database.read({ try $0.sealedColumns.countNot(under: old.currentID) }) == 0 else {
            return try await resealAll()
        }
        guard let keyring = Keyring([SealingKey(from: database.random), old.keys[0]]) else { return 0 }
        try keys.replace(with: keyring)
        return try await resealAll()
    }

    private func resealAll() async throws -> Int {
        var total = 0
        while true {
            let keyring = try keys.keyring()
            let count = try await database.write { try $0.sealedColumns.reseal(with: keyring) }
            total += count
            if count == 0 { break }
        }
        let note = "\(total)"
        try await perform { _ in Recorded((), Activity(.keyRotated, by: .shell, note: note)) }
        return total
    }
}
